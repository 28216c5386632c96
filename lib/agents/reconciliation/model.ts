import { z } from "zod";
import {
  clearRules,
  hypothesisKinds,
  movementClasses,
  residualKinds,
  type MovementClass,
  type ResidualKind,
} from "@/lib/agents/reconciliation/engine/model";

/** "121.00": exactly two decimals. */
const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/);
const holdedId = z.string().min(1).max(100);
const day = z.iso.date();
const currency = z.string().regex(/^[A-Z]{3}$/);

/** What a movement can be linked with, by the names that Holded gives them. */
const documentTypes = ["invoice", "salesreceipt", "creditnote", "purchase", "purchaserefund"] as const;
export type DocumentType = (typeof documentTypes)[number];

/** A line of the bank's account. Nothing of it is ever edited: it is what the bank says. */
const movementOfBank = z.object({
  id: holdedId,
  accountId: holdedId,
  accountName: z.string().max(200),
  bookingDate: day.nullable(),
  valueDate: day,
  /** Money out is negative. */
  amount,
  currency,
  /** What of it is linked already, with the sign of the amount. */
  reconciled: amount,
  /** Of the account after the movement. */
  balance: amount.nullable(),
  /** As the bank printed it, and the lines below. */
  text: z.string().max(2000),
  details: z.array(z.string().max(2000)).max(50),
  /** Where a statement names them. */
  counterpartyName: z.string().max(300).nullable().default(null),
  counterpartyIban: z.string().max(40).nullable().default(null),
});
export type BankLine = z.infer<typeof movementOfBank>;

/** A document that a movement settles, whole or in part. */
const settledDocument = z.object({
  type: z.enum(documentTypes),
  id: holdedId,
  number: z.string().max(100).nullable(),
  partyId: z.string().max(100).nullable(),
  partyName: z.string().max(300).nullable(),
  date: day.nullable(),
  dueDate: day.nullable(),
  /** In the document's currency, with the sign that Holded writes. */
  total: amount,
  /** Still to pay, likewise. */
  pending: amount,
  currency,
  /** What the movement settles of it: in the movement's currency, money out negative. */
  amount,
});
export type SettledDocument = z.infer<typeof settledDocument>;

/** What the movement and its documents differ by: movement − reconciled = Σ documents + residual. */
const residualOfMatch = z.object({ kind: z.enum(residualKinds), amount });
export type MatchResidual = z.infer<typeof residualOfMatch>;

/** `undecided`: nobody can say yet, so it cannot be approved. */
const choices = ["match", "no_document", "undecided"] as const;
export type Choice = (typeof choices)[number];

/** What a person approves of one movement. */
export const reconciliationPayload = z.object({
  movement: movementOfBank,
  choice: z.enum(choices),
  documents: z.array(settledDocument).max(200),
  residual: residualOfMatch.nullable(),
  /** Of a movement without a document. */
  movementClass: z.enum(movementClasses).nullable(),
  /** Movements like this one are to be taken for the same class from now on. */
  rememberRule: z.boolean(),
});
export type ReconciliationPayload = z.infer<typeof reconciliationPayload>;

const evidenceOfMatch = z.object({
  family: z.enum(["who", "which", "amount", "when", "report"]),
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  weight: z.number(),
  span: z.object({ line: z.int(), from: z.int(), to: z.int() }).nullable(),
});

/** One ranked explanation of a movement, in the shape in which it can be chosen. */
const matchOption = z.object({
  kind: z.enum(hypothesisKinds),
  documents: z.array(settledDocument),
  residual: residualOfMatch.nullable(),
  probability: z.number().min(0).max(1),
  evidence: z.array(evidenceOfMatch),
});
export type MatchOption = z.infer<typeof matchOption>;

/** What the matching said of a movement when it last looked; stands beside the proposal, whatever people made of that. */
export const matchingView = z.object({
  status: z.enum(["clear", "suggested", "none"]),
  probability: z.number().min(0).max(1),
  margin: z.number(),
  movementClass: z.enum(movementClasses).nullable(),
  /** What kept it from being clear; empty when it is. */
  blockedBy: z.array(z.enum(clearRules)),
  /** Best first; the first is what was proposed, unless the status is `none`. At most six. */
  options: z.array(matchOption),
  engineVersion: z.string(),
});
export type MatchingView = z.infer<typeof matchingView>;

/** 1: paying the document brings money in; −1: it takes money out. */
export function signOf(type: DocumentType): 1 | -1 {
  switch (type) {
    case "invoice":
    case "salesreceipt":
    case "purchaserefund":
      return 1;
    case "purchase":
    case "creditnote":
      return -1;
  }
}

/**
 * The same of one document: an invoice with a negative total is a refund, whatever it is called. Credit notes stand with
 * either sign.
 */
export function flowOf({ type, total }: Pick<SettledDocument, "type" | "total">): 1 | -1 {
  const isTurned = total.startsWith("-") && type !== "creditnote" && type !== "purchaserefund";
  return isTurned === signOf(type) > 0 ? -1 : 1;
}

/** Whether it gives back what another document took. */
export function isRefund({ type, total }: Pick<SettledDocument, "type" | "total">): boolean {
  return type === "creditnote" || type === "purchaserefund" || total.startsWith("-");
}

/**
 * What becomes of a residual. `stays_on_movement`: that part of the movement stays open in Holded. `by_hand`: Holded's API
 * has no way to book it, so a person does the whole movement in Holded, with these figures.
 */
export function treatmentOf(kind: ResidualKind): "stays_on_movement" | "by_hand" {
  return kind === "unapplied" ? "stays_on_movement" : "by_hand";
}

/** Classes that a person can give a movement without a document. */
export const chosenClasses: readonly MovementClass[] = movementClasses.filter((one) => one !== "document_missing");
