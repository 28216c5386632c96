import { z } from "zod";
import { movementClasses, type Allocation, type Memory, type MovementClass } from "@/lib/agents/reconciliation/engine/model";
import { ruleKey } from "@/lib/agents/reconciliation/engine/rule-key";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { flowOf, isRefund } from "@/lib/agents/reconciliation/model";
import { daysBetween, parsePlainDate } from "@/lib/kernel/calendar";
import { toCents } from "@/lib/kernel/money";

const part = z.object({
  documentId: z.string(),
  number: z.string().nullable(),
  /** What the movement settled of it, in cents of the document's currency, credit notes below zero. */
  cents: z.int(),
});

/** A rule a person made: texts with these words, in this direction, are of this class and have no document. */
const rule = z.object({ key: z.string().min(1), sign: z.union([z.literal(1), z.literal(-1)]), movementClass: z.enum(movementClasses) });

/** What one decision of a person taught. */
export const lesson = z.object({
  movementId: z.string(),
  valueDate: z.iso.date(),
  /** As the bank printed it. */
  text: z.string(),
  amount: z.string(),
  currency: z.string(),
  partyName: z.string().nullable(),
  /** Empty: it has no document. */
  parts: z.array(part),
  movementClass: z.enum(movementClasses).nullable(),
  rule: rule.nullable(),
});
export type Lesson = z.infer<typeof lesson>;

/** What the approval of a payload teaches; null: an undecided one teaches nothing. */
export function lessonOf({ movement, choice, documents, movementClass, rememberRule }: ReconciliationPayload): Lesson | null {
  if (choice === "undecided") return null;
  const { id, valueDate, text, details, amount, currency } = movement;
  const isNone = choice === "no_document";
  const key = ruleKey([text, ...details]);
  const names = new Set(documents.map(({ partyName }) => partyName));
  return {
    movementId: id,
    valueDate,
    text,
    amount,
    currency,
    partyName: !isNone && names.size === 1 ? (documents[0]?.partyName ?? null) : null,
    parts: isNone ? [] : documents.flatMap((one) => partOf(one, currency)),
    movementClass: isNone ? movementClass : null,
    rule: isNone && rememberRule && movementClass !== null && key !== "" ? { key, sign: signOfAmount(amount), movementClass } : null,
  };
}

/** Of a document in another currency the movement's cents say nothing. */
function partOf(document: ReconciliationPayload["documents"][number], currency: string): Lesson["parts"] {
  if (document.currency !== currency) return [];
  const cents = Number(toCents(document.amount)) * flowOf(document) * (isRefund(document) ? -1 : 1);
  return [{ documentId: document.id, number: document.number, cents }];
}

const signOfAmount = (amount: string): 1 | -1 => (toCents(amount) < 0n ? -1 : 1);

/** A decision that spoke against a pair: a rejection, or an approval that was taken back. */
export type Against = {
  readonly movementId: string;
  readonly documentIds: readonly string[];
  readonly decidedOn: string;
  readonly wasTakenBack: boolean;
};

/** Days after which a word against a pair weighs half. */
const halfLifeDays = 90;
/** Who takes an approval back has looked twice. */
const takenBackWeight = 3;
const lightest = 0.02;

export type TaughtRule = { readonly rule: NonNullable<Lesson["rule"]>; readonly decidedOn: string };

/** What the engine is told beside the settled movements: rules, and pairs that people refused. */
export function memoryOf(rules: readonly TaughtRule[], against: readonly Against[], today: string): Memory {
  return { aliases: [], ibans: [], delays: [], habits: [], rejected: rejectedOf(against, today), classes: classesOf(rules) };
}

/** Pair by pair the heaviest word that was said against it. */
function rejectedOf(against: readonly Against[], today: string): Memory["rejected"] {
  const pairs = new Map<string, Memory["rejected"][number]>();
  for (const { movementId, documentIds, decidedOn, wasTakenBack } of against) {
    if (documentIds.length === 0) continue;
    const ids = [...documentIds].sort();
    const weight = (wasTakenBack ? takenBackWeight : 1) * 2 ** (-Math.max(0, age(decidedOn, today)) / halfLifeDays);
    const key = [movementId, ...ids].join(" ");
    if (weight >= lightest && weight > (pairs.get(key)?.weight ?? 0)) pairs.set(key, { movementId, documentIds: ids, weight });
  }
  return [...pairs.values()];
}

/** One class for one text and direction, that of the latest decision; counted in days on which people said so. */
function classesOf(rules: readonly TaughtRule[]): Memory["classes"] {
  const latest = new Map<string, { readonly movementClass: MovementClass; readonly on: string; readonly days: ReadonlySet<string> }>();
  for (const { rule, decidedOn } of [...rules].sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1))) {
    const key = `${rule.sign} ${rule.key}`;
    const before = latest.get(key);
    const days = before?.movementClass === rule.movementClass ? [...before.days, decidedOn] : [decidedOn];
    latest.set(key, { movementClass: rule.movementClass, on: decidedOn, days: new Set(days) });
  }
  return [...latest].map(([key, { movementClass, days }]) => {
    const [sign = "", ...words] = key.split(" ");
    return { key: words.join(" "), sign: sign === "1" ? 1 : -1, movementClass, count: days.size };
  });
}

function age(from: string, to: string): number {
  const [start, end] = [parsePlainDate(from), parsePlainDate(to)];
  return start && end ? daysBetween(start, end) : 0;
}

/** What the engine takes for the truth about settled movements; a movement with no parts has no document. */
export const allocationsOf = ({ parts }: Pick<Lesson, "parts">): readonly Allocation[] =>
  parts.map(({ documentId, cents }) => ({ documentId, cents }));
