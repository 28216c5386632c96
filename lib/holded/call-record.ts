import "server-only";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { insertCall, loadConnection, updateConnection, type Capabilities, type Connection } from "@/lib/holded/account-store";
import type { Access } from "@/lib/holded/access";
import type { RateFacts } from "@/lib/holded/interpret";
import type { NumbersOf } from "@/lib/holded/endpoint";
import { modeOf, type NumberMode } from "@/lib/holded/numbers";
import { failureFor, type CallOutcome } from "@/lib/holded/outcome";
import { enterGate, type GrantedSlot, type SlotVerdict } from "@/lib/holded/quota/gate";
import { noteHeldBack } from "@/lib/holded/quota/held-back";
import { settleCall, takeBeyondMonth, type Settlement } from "@/lib/holded/quota/store";
import { lockConnection } from "@/lib/holded/tokens/slots";
import { redact, redactedPath } from "@/lib/holded/redact";
import { policies, type Purpose } from "@/lib/holded/retry";
import type { Plan } from "@/lib/holded/quota";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/**
 * One slot of the account's windows, taken before the call so that concurrent processes cannot both take the last; waits
 * for it as long as the purpose has patience. It must be given back by `recordAnswer` or `returnTurn`.
 */
export async function takeTurn(scope: CompanyScope, { accountKey, plan }: Access, { purpose, isBeyondMonth }: Turn): Promise<SlotVerdict> {
  if (isBeyondMonth) return turnBeyondMonth(accountKey, plan, policies[purpose].patienceMs);
  const verdict = await enterGate({ accountKey, plan, purpose });
  noteHeldBack(scope, purpose, verdict);
  return verdict;
}

async function turnBeyondMonth(accountKey: string, plan: Plan, patienceMs: number): Promise<SlotVerdict> {
  const waiter = randomUUID();
  const since = performance.now();
  for (;;) {
    const offer = await takeBeyondMonth(accountKey, plan, waiter);
    const waitedMs = Math.round(performance.now() - since);
    const [call] = offer.calls;
    if (call !== undefined) return { granted: true, call, left: 0, waitedMs };
    if (waitedMs + offer.waitMs > patienceMs) return { granted: false, reason: "minute", waitMs: offer.waitMs };
    await sleep(Math.max(4, offer.waitMs));
  }
}

type Turn = { readonly purpose: Purpose; readonly isBeyondMonth?: boolean };

/** For a slot with which nothing was sent after all. */
export function returnTurn(access: Access, slot: GrantedSlot): Promise<void> {
  return settleCall(access.accountKey, slot.call, { arrived: false, rate: null, block: null });
}

export type CallFacts = {
  readonly endpoint: { readonly method: string; readonly permission: string; readonly numbers: NumbersOf };
  /** The same for all attempts of one call. */
  readonly operation: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestBody: unknown;
  readonly status: number | null;
  readonly ms: number;
  readonly attempt: number;
  readonly purpose: Purpose;
  readonly proposalId: string | null;
  readonly rate: RateFacts | null;
  readonly slot: GrantedSlot;
  readonly json: unknown;
  /** Null: the call succeeded. */
  readonly outcome: CallOutcome | null;
};

/** After every attempt: the log line, what the headers say of the quota, what the answer says of the connection. */
export async function recordAnswer(scope: CompanyScope, access: Access, facts: CallFacts): Promise<void> {
  // On its own and first: the account's lock must not wait for the log.
  await settleCall(access.accountKey, facts.slot.call, settlementOf(facts));
  await scope.write(async (tx) => {
    await insertCall(tx, scope, {
      operation: facts.operation,
      method: facts.endpoint.method,
      permission: facts.endpoint.permission,
      path: redactedPath(facts.path, facts.query),
      status: facts.status,
      ms: facts.ms,
      attempt: facts.attempt,
      purpose: facts.purpose,
      quotaLeft: facts.rate?.remaining ?? facts.slot.left,
      failure: facts.outcome ? failureFor(facts.outcome).code : null,
      requestBody: redact(facts.requestBody),
      answerBody: redact(facts.json),
      proposalId: facts.proposalId,
    });
    if (access.isSaved) await learn(tx, scope, access, facts);
  });
}

function settlementOf({ outcome, rate }: CallFacts): Settlement {
  const arrived = !(outcome?.kind === "lost" && outcome.sent === "no");
  if (outcome?.kind !== "answered" || outcome.status !== 429) return { arrived, rate, block: null };
  const span = outcome.window ?? "minute";
  // Without a Retry-After a minute is what the minute's window asks for; of a month's, nobody knows: ask again in an hour.
  const usualMs = { second: 1_000, minute: 60_000, month: 3_600_000 } as const;
  return { arrived, rate, block: { span, waitMs: outcome.retryAfterMs ?? usualMs[span] } };
}

const usedEveryMs = 60_000;

/** What every call teaches about its connection; written only when it is news. */
async function learn(tx: Tx, scope: CompanyScope, access: Access, facts: CallFacts): Promise<void> {
  if (!newsIn(await loadConnection(tx, scope), access, facts)) return;
  // Looked at again under the lock: what another call learned meanwhile stands in the same column.
  await lockConnection(tx, scope);
  const change = newsIn(await loadConnection(tx, scope), access, facts);
  if (change) await updateConnection(tx, scope, change, access.tokenId);
}

/** Null: nothing that is not known. */
function newsIn(connection: Connection | null, { tokenId }: Access, { outcome, endpoint, json }: CallFacts): Partial<Connection> | null {
  // A call may end on a token that gave way to another meanwhile: what it learned is not that one's.
  if (!connection || connection.tokenId !== tokenId) return null;
  const known = connection.capabilities;
  const told = statusAfter(outcome);
  const permission = permissionAfter(outcome) ?? known.permissions[endpoint.permission] ?? "untested";
  const numberFormat = (endpoint.numbers === "documents" ? formatIn(json) : null) ?? known.numberFormat;
  const isNews = permission !== (known.permissions[endpoint.permission] ?? "untested") || numberFormat !== known.numberFormat;
  const now = new Date();
  const isUsedLately = connection.lastUsedAt !== null && now.getTime() - connection.lastUsedAt.getTime() < usedEveryMs;
  if (!isNews && isUsedLately && (told ?? "ok") === connection.status && told !== "refused") return null;
  const capabilities: Capabilities = { ...known, numberFormat, permissions: { ...known.permissions, [endpoint.permission]: permission } };
  return {
    status: told ?? connection.status,
    lastUsedAt: now,
    ...(told === "refused" ? { checkedAt: now } : {}),
    ...(isNews ? { capabilities } : {}),
  };
}

const documentAmounts = z.object({ subtotal: z.unknown(), tax: z.unknown(), total: z.unknown() });
const documentList = z.object({ items: z.array(z.unknown()) });

/** The number format that the documents of an answer give away. */
function formatIn(json: unknown): NumberMode | null {
  const list = documentList.safeParse(json);
  const documents = (list.success ? list.data.items : [json]).map((one) => documentAmounts.safeParse(one));
  return modeOf(documents.flatMap((one) => (one.success ? [one.data.subtotal, one.data.tax, one.data.total] : [])));
}

function statusAfter(outcome: CallOutcome | null): Connection["status"] | null {
  if (outcome === null) return "ok";
  const { code } = failureFor(outcome);
  if (code === "holded.key_refused") return "refused";
  if (code === "holded.unreachable") return "unreachable";
  return outcome.kind === "answered" && outcome.status < 500 ? "ok" : null;
}

function permissionAfter(outcome: CallOutcome | null): "granted" | "missing" | null {
  if (outcome === null) return "granted";
  return failureFor(outcome).code === "holded.permission_missing" ? "missing" : null;
}
