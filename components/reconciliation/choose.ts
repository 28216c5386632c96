import {
  flowOf,
  type MatchingView,
  type MatchOption,
  type MatchResidual,
  type ReconciliationPayload,
  type SettledDocument,
} from "@/lib/agents/reconciliation/model";
import type { MovementClass, ResidualKind } from "@/lib/agents/reconciliation/engine/model";
import { fromCents, toCents } from "@/lib/kernel/money";

/** A document that could be linked; `amount` is all that can still be settled of it, money out negative. */
export type FoundDocument = SettledDocument;

/** One way to explain a movement: the ranked matches, and that there is no document for it. */
export type Story =
  | { readonly type: "match"; readonly option: MatchOption }
  | { readonly type: "none"; readonly movementClass: MovementClass; readonly probability: number };

/** What the movement has to be explained with, in cents, money out negative: what is linked already does not count. */
export function freeCents({ movement }: ReconciliationPayload): bigint {
  return toCents(movement.amount) - toCents(movement.reconciled);
}

/** What the documents leave of the movement, in cents with its sign; the other sign: they are more than it. */
export function remainderCents(payload: ReconciliationPayload): bigint {
  return payload.documents.reduce((rest, document) => rest - toCents(document.amount), freeCents(payload));
}

/** `exceeded`: the documents take more than the movement is. */
export type Balance = "even" | "left" | "exceeded";

export function balanceOf(payload: ReconciliationPayload): Balance {
  const rest = remainderCents(payload);
  if (rest === 0n) return "even";
  return rest > 0n === freeCents(payload) > 0n ? "left" : "exceeded";
}

/** What a document moves on the bank account when it is paid whole, in cents. */
function effectCents(document: SettledDocument): bigint {
  return BigInt(flowOf(document)) * size(toCents(document.pending));
}

/** The stories in the order in which the key for the next one shows them. */
export function storiesOf({ status, options, movementClass, probability }: MatchingView): readonly Story[] {
  const matches = options.map((option): Story => ({ type: "match", option }));
  if (movementClass === null || movementClass === "document_missing") return matches;
  const isFirst = status === "none";
  const none: Story = { type: "none", movementClass, probability: isFirst ? probability : 0 };
  return isFirst ? [none, ...matches] : [...matches, none];
}

export function chooseStory(payload: ReconciliationPayload, story: Story): ReconciliationPayload {
  if (story.type === "none") return chooseNoDocument(payload, story.movementClass, false);
  const { documents, residual } = story.option;
  return { ...payload, choice: "match", documents: [...documents], residual, movementClass: null, rememberRule: false };
}

/** Which of the stories the payload tells now; −1: one that a person made. */
export function storyAt(payload: ReconciliationPayload, stories: readonly Story[]): number {
  return stories.findIndex((story) => {
    if (story.type === "none") return payload.choice === "no_document" && payload.movementClass === story.movementClass;
    return payload.choice === "match" && signatureOf(story.option.documents) === signatureOf(payload.documents);
  });
}

/** The story after the present one; after the last the first again. Null: there is no other. */
export function nextStory(payload: ReconciliationPayload, stories: readonly Story[]): Story | null {
  const at = storyAt(payload, stories);
  const next = stories[(at + 1) % Math.max(1, stories.length)];
  return next === undefined || (stories.length === 1 && at === 0) ? null : next;
}

export function chooseNoDocument(
  payload: ReconciliationPayload,
  movementClass: MovementClass,
  rememberRule: boolean,
): ReconciliationPayload {
  return { ...payload, choice: "no_document", documents: [], residual: null, movementClass, rememberRule };
}

/**
 * Links one more document with as much of it as the movement still has; one that moves money the other way (a credit
 * note) whole. A document that is there already changes nothing.
 */
export function addDocument(payload: ReconciliationPayload, found: FoundDocument): ReconciliationPayload {
  if (payload.documents.some(({ type, id }) => type === found.type && id === found.id)) return payload;
  const [effect, rest] = [toCents(found.amount), remainderCents(payload)];
  const isFitting = rest !== 0n && effect > 0n === rest > 0n;
  const cents = isFitting && size(rest) < size(effect) ? rest : effect;
  return withDocuments(payload, [...payload.documents, { ...found, amount: fromCents(cents) }]);
}

export function removeDocument(payload: ReconciliationPayload, id: string): ReconciliationPayload {
  return withDocuments(payload, payload.documents.filter((document) => document.id !== id)); // prettier-ignore
}

/** `amount` as a person types it, without sign; never more than is open of the document. */
export function setAmount(payload: ReconciliationPayload, id: string, amount: string): ReconciliationPayload {
  const documents = payload.documents.map((document) => {
    if (document.id !== id) return document;
    const [wanted, whole] = [size(toCents(amount)), effectCents(document)];
    const cents = wanted < size(whole) || document.currency !== payload.movement.currency ? wanted : size(whole);
    return { ...document, amount: fromCents(whole < 0n ? -cents : cents) };
  });
  return withDocuments(payload, documents);
}

/** What the difference is, in a person's opinion. */
export function nameResidual(payload: ReconciliationPayload, kind: ResidualKind): ReconciliationPayload {
  return payload.residual === null ? payload : { ...payload, residual: { ...payload.residual, kind } };
}

function withDocuments(payload: ReconciliationPayload, documents: readonly SettledDocument[]): ReconciliationPayload {
  const choice = documents.length === 0 ? "undecided" : "match";
  const next: ReconciliationPayload = {
    ...payload,
    choice,
    documents: [...documents],
    residual: null,
    movementClass: null,
    rememberRule: false,
  };
  return documents.length === 0 ? next : { ...next, residual: residualFor(next, payload.residual) };
}

/** A difference that had a name keeps it while it has the same sign; a new one is money that stays on the movement. */
function residualFor(payload: ReconciliationPayload, before: MatchResidual | null): MatchResidual | null {
  const rest = remainderCents(payload);
  if (rest === 0n) return null;
  const isSameSide = before !== null && toCents(before.amount) > 0n === rest > 0n;
  return { kind: isSameSide ? before.kind : "unapplied", amount: fromCents(rest) };
}

const signatureOf = (documents: readonly SettledDocument[]): string =>
  documents
    .map(({ type, id, amount }) => `${type} ${id} ${amount}`)
    .sort()
    .join("|");

const size = (cents: bigint): bigint => (cents < 0n ? -cents : cents);
