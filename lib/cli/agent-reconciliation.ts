import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Decision, type Ledger, type Memory } from "@/lib/agents/reconciliation/engine/model";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import { stop, valueOf } from "@/lib/cli/arguments";
import { reconcile } from "@/lib/agents/reconciliation/engine/reconcile";

const usage = "uso: npm run --silent agent -- reconciliation --data CARPETA --out proposals.json";

/** Movements, documents and contacts of a folder in; one proposal for each movement out. 0 done, 2 for wrong arguments. */
export function answerReconciliation(args: readonly string[], from: string): number {
  const data = valueOf(args, "--data");
  const out = valueOf(args, "--out");
  if (data === null || out === null || args.length !== 4) return stop(2, usage);
  const folder = path.resolve(from, data);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return stop(2, `no existe la carpeta: ${data}`);
  const missing = files.find((file) => !statSync(path.join(folder, file), { throwIfNoEntry: false }));
  if (missing) return stop(2, `falta ${missing} en ${data}`);
  const ledger = readLedger(folder);
  const started = performance.now();
  const decisions = reconcile(ledger, noMemory, defaultPolicy);
  if (process.stderr.isTTY) process.stderr.write(`${decisions.length} movimientos, ${Math.round(performance.now() - started)} ms\n`);
  writeFileSync(path.resolve(from, out), `[\n${decisions.map((decision) => JSON.stringify(proposalOf(decision))).join(",\n")}\n]\n`);
  return 0;
}

const files = ["movements.json", "documents.json", "contacts.json", "context.json"];
export const noMemory: Memory = { aliases: [], ibans: [], delays: [], habits: [], rejected: [], classes: [] };

const cents = z.number().int().safe();
const text = z.string();
const maybe = text.nullish().transform((value) => value ?? null);
const allocations = z.array(z.object({ documentId: text, amount: cents }));

const movementShape = z.object({
  id: text,
  accountId: text,
  bank: text,
  bookingDate: text,
  valueDate: text,
  amount: cents,
  currency: text,
  concept: text,
  details: z.array(text),
  commonCode: maybe,
  ownCode: maybe,
  documentNo: maybe,
  counterpartyName: maybe,
  counterpartyIban: maybe,
  original: z.object({ currency: text, amount: cents }).nullish(),
  status: z.enum(["pending", "reconciled"]),
  reconciledWith: allocations.nullish(),
});

const documentShape = z.object({
  id: text,
  direction: z.enum(["issued", "received"]),
  kind: z.enum(["invoice", "credit_note", "sales_summary"]),
  number: maybe,
  orderRef: maybe,
  contactId: text,
  issueDate: text,
  dueDate: maybe,
  currency: text,
  base: cents.nullish(),
  vat: cents.nullish(),
  irpf: cents.nullish(),
  total: cents,
  open: cents,
  status: z.enum(["open", "partial", "paid", "void", "draft"]),
  openEur: cents.nullish(),
  paymentMethod: maybe,
  recurring: z.boolean().nullish(),
  remittanceId: maybe,
  terminalId: maybe,
  earlyPaymentDiscount: z.object({ percent: z.number(), until: text }).nullish(),
});

const contactShape = z.object({
  id: text,
  role: z.enum(["customer", "supplier", "both"]),
  legalName: text,
  tradeName: maybe,
  taxId: maybe,
  country: maybe,
  isPerson: z.boolean(),
  ibans: z.array(text),
  city: maybe,
});

const contextShape = z.object({
  company: z.object({ name: text, taxId: maybe }),
  closedThrough: maybe,
  accounts: z.array(z.object({ id: text, bank: text, iban: maybe, currency: text })),
  terminals: z.array(z.object({ id: text, merchantId: text, accountId: text, feePercent: z.number(), label: text })),
  remittances: z.array(z.object({ id: text, bankRef: text, accountId: text, chargeDate: text, total: cents, documentIds: z.array(text) })),
  pspPayouts: z.array(z.object({ id: text, psp: text, arrivalDate: text, net: cents, fee: cents, documentIds: z.array(text) })),
  fxRates: z.record(text, z.record(text, z.number())),
});

export function readLedger(folder: string): Ledger {
  const read = <T>(file: string, shape: z.ZodType<T>) => shape.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8")));
  const context = read("context.json", contextShape);
  return {
    movements: read("movements.json", z.array(movementShape)).map(({ amount, concept, original, reconciledWith, ...rest }) => ({
      ...rest,
      cents: amount,
      text: concept,
      original: original ? { currency: original.currency, cents: original.amount } : null,
      reconciledCents: rest.status === "reconciled" ? amount : 0,
      transactionCode: null,
      reconciledWith: reconciledWith ? reconciledWith.map((part) => ({ documentId: part.documentId, cents: part.amount })) : null,
    })),
    documents: read("documents.json", z.array(documentShape)).map(
      ({ contactId, base, vat, irpf, openEur, recurring, earlyPaymentDiscount, ...rest }) => ({
        ...rest,
        partyId: contactId,
        base: base ?? null,
        vat: vat ?? null,
        irpf: irpf ?? null,
        openEur: openEur ?? null,
        recurring: recurring ?? false,
        earlyPaymentDiscount: earlyPaymentDiscount ?? null,
        isDisputed: false,
      }),
    ),
    parties: read("contacts.json", z.array(contactShape)),
    surroundings: {
      company: context.company,
      closedThrough: context.closedThrough,
      accounts: context.accounts,
      terminals: context.terminals,
      remittances: context.remittances.map(({ total, ...rest }) => ({ ...rest, cents: total })),
      payouts: context.pspPayouts.map(({ psp, net, fee, ...rest }) => ({ ...rest, provider: psp, netCents: net, feeCents: fee })),
      rates: ratesByDay(context.fxRates),
    },
  };
}

/** Currency → day becomes day → currency. */
function ratesByDay(rates: Readonly<Record<string, Readonly<Record<string, number>>>>): Ledger["surroundings"]["rates"] {
  const days: Record<string, Record<string, number>> = {};
  for (const [currency, byDay] of Object.entries(rates))
    for (const [day, rate] of Object.entries(byDay)) (days[day] ??= {})[currency] = rate;
  return days;
}

/** In the words of the benchmark: what must not be touched is answered as "none". */
export function proposalOf(decision: Decision) {
  const matches = (decision.chosen?.allocations ?? []).map((part) => ({ documentId: part.documentId, amount: part.cents }));
  return {
    movementId: decision.movementId,
    status: decision.status === "untouchable" ? "none" : decision.status,
    matches,
    alternatives: decision.alternatives.map((other) => ({
      matches: other.allocations.map((part) => ({ documentId: part.documentId, amount: part.cents })),
      score: other.probability,
    })),
    residual: decision.chosen?.residual ? { kind: decision.chosen.residual.kind, amount: decision.chosen.residual.cents } : null,
    probability: decision.probability,
    class: decision.movementClass,
    blockedBy: decision.blockedBy,
    kind: decision.chosen?.kind ?? null,
  };
}
