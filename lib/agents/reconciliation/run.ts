import "server-only";
import { automate } from "@/lib/agents/reconciliation/automation/run";
import { changeFor, type Change } from "@/lib/agents/reconciliation/changes";
import type { Decision, Policy } from "@/lib/agents/reconciliation/engine/model";
import { defaultPolicy } from "@/lib/agents/reconciliation/engine/policy";
import type { TakenBack } from "@/lib/agents/reconciliation/facts";
import { lookJob } from "@/lib/agents/reconciliation/kind";
import { ledgerOf, withDecided, type History, type LedgerRows } from "@/lib/agents/reconciliation/ledger";
import { loadLedger, type Also } from "@/lib/agents/reconciliation/ledger-store";
import type { MatchingAnswer, MatchingTask } from "@/lib/agents/reconciliation/matching-run";
import { loadMemory } from "@/lib/agents/reconciliation/memory/store";
import type { ReconciliationPayload } from "@/lib/agents/reconciliation/model";
import { Preparation, type Prepared } from "@/lib/agents/reconciliation/prepare";
import {
  insertProposals,
  lockLooks,
  rejudge,
  repropose,
  saveLook,
  stillOver,
  withdraw,
  type Withdrawal,
} from "@/lib/agents/reconciliation/save-store";
import {
  decidedOnOpen,
  lastLookOf,
  standingProposals,
  rejectedOnOpen,
  takenBackOnOpen,
  transfersAmong,
  waitingProposals,
} from "@/lib/agents/reconciliation/store";
import { Isolate } from "@/lib/documents/isolate";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import type { ProposedBy } from "@/lib/review/model";

const agent = { kind: "agent", name: "reconciliation" } as const;

// Matching is work for a processor, and the worker has other things to do meanwhile.
const matching = new Isolate({ script: "lib/agents/reconciliation/matching-run.ts", maxProcesses: 1, memoryBytes: 2 * 1024 ** 3 });
const matchingMs = 300_000;
/** Movements whose proposals are written in one transaction. */
const atOnce = 500;

export type Looked = {
  readonly movements: number;
  readonly documents: number;
  readonly proposed: number;
  readonly changed: number;
  readonly withdrawn: number;
};

/**
 * Matches the open movements of the local copy with its documents and keeps what comes of it as proposals. The same copy
 * gives the same again, and then nothing is written; what a person decided or took up is never written over. Null: there
 * was nothing new to look at.
 */
export async function lookAtMovements(scope: CompanyScope, clock: Clock = systemClock): Promise<Looked | null> {
  const started = performance.now();
  const survey = await surveyOf(scope, clock);
  if (survey === null) return null;
  const { rows, decided } = survey;
  const answer = await matched({
    ledger: ledgerOf(withDecided(rows, decided), survey.history),
    memory: survey.memory,
    policy: survey.policy,
    known: survey.known,
  });
  if (answer.decisions === null) return null;
  const { engineVersion, fingerprint } = answer;
  const preparation = new Preparation({ ...survey, reservations: reservationsOf(decided), decided: new Set(), engineVersion });
  const proposedBy = { reader: agent.name, version: engineVersion, ms: Math.round(performance.now() - started) };
  const open = answer.decisions.filter(({ status }) => status !== "untouchable");
  const done = { movements: open.length, documents: rows.documents.length, proposed: 0, changed: 0, withdrawn: 0 };
  for (let from = 0; from < open.length; from += atOnce) {
    const kept = await keep(scope, preparation, open.slice(from, from + atOnce), proposedBy, clock());
    done.proposed += kept.proposed;
    done.changed += kept.changed;
  }
  const ms = Math.round(performance.now() - started);
  await scope.write(async (tx) => {
    await lockLooks(tx, scope);
    const over = withdrawalsAmong(await waitingProposals(tx, scope), rows, answer.decisions ?? []);
    done.withdrawn = await withdraw(tx, scope, await stillOver(tx, scope, over));
    await saveLook(tx, scope, { engineVersion, fingerprint, lookedAt: clock(), ms, counts: done });
    if (done.proposed + done.changed + done.withdrawn > 0)
      await audit(tx, scope, agent, "reconciliation.looked", `company:${scope.companyId}`, { ...done, engineVersion, fingerprint });
  });
  return done;
}

type Survey = Omit<MatchingTask, "ledger"> & {
  readonly rows: LedgerRows;
  readonly history: History;
  readonly decided: readonly ReconciliationPayload[];
  readonly transfers: ReadonlySet<string>;
  readonly takenBack: ReadonlyMap<string, TakenBack>;
  readonly rejected: ReadonlyMap<string, ReadonlySet<string>>;
  readonly today: string;
  readonly typedFromCents: number | null;
};

/** Null: the agent does not work here, or there is no movement to look at. */
async function surveyOf(scope: CompanyScope, clock: Clock): Promise<Survey | null> {
  return scope.read(async (tx) => {
    const works = await refuseUnlessAgentWorks(tx, scope, "reconciliation");
    if (!works.ok) return null;
    const today = todayInMadrid(clock);
    const { memory, history } = await loadMemory(tx, scope, today);
    const rows = await loadLedger(tx, scope, today, undefined, namedIn(history));
    const waiting = await waitingProposals(tx, scope);
    if (rows.movements.length === 0 && waiting.length === 0) return null;
    const ids = rows.movements.map(({ line }) => line.id);
    return {
      rows,
      today,
      decided: await decidedOnOpen(tx, scope, openAmong(rows)),
      transfers: await transfersAmong(tx, scope, ids),
      takenBack: await takenBackOnOpen(tx, scope),
      rejected: await rejectedOnOpen(tx, scope, openAmong(rows)),
      memory,
      history,
      policy: policyOf(),
      known: await lastLookOf(tx, scope),
      typedFromCents: (await settingsOf(tx, scope)).typedReconciliationCents,
    };
  });
}

/** What of each open movement is linked, by movement. */
function openAmong({ movements }: LedgerRows): ReadonlyMap<string, string> {
  const open = movements.filter(({ status }) => status === "pending" || status === "partial");
  return new Map(open.map(({ line }) => [line.id, line.reconciled]));
}

/** The movements whose past is known and the documents that they were linked with, however old. */
function namedIn(history: History): Also {
  return { movements: [...history.keys()], documents: [...history.values()].flat().map(({ documentId }) => documentId) };
}

const policyOf = (): Policy => defaultPolicy;

async function matched(task: MatchingTask): Promise<MatchingAnswer> {
  const outcome = await matching.run<MatchingAnswer>(task, matchingMs);
  if (outcome.kind === "ended") throw new Error(`the matching was ended by ${outcome.by}`);
  return outcome.value;
}

/** Ends the idle process of the matching now instead of a minute later. */
export const closeMatching = (): void => matching.close();

function reservationsOf(decided: readonly ReconciliationPayload[]): ReadonlyMap<string, readonly string[]> {
  const reservations = new Map<string, string[]>();
  for (const { id, amount } of decided.flatMap(({ choice, documents }) => (choice === "match" ? documents : [])))
    reservations.set(id, [...(reservations.get(id) ?? []), amount.replace("-", "")]);
  return reservations;
}

/** One transaction: what stands is read behind the lock, so that two looks at once do not propose a movement twice. */
function keep(
  scope: CompanyScope,
  preparation: Preparation,
  decisions: readonly Decision[],
  proposedBy: ProposedBy,
  now: Date,
): Promise<{ readonly proposed: number; readonly changed: number }> {
  const fresh = decisions.flatMap((decision) => preparation.propose(decision) ?? []);
  return scope.write(async (tx) => {
    await lockLooks(tx, scope);
    const standing = await standingProposals(tx, scope, fresh.map(({ movementId }) => movementId)); // prettier-ignore
    // Rejected, or taken back, since the copy was read: the look that this has set off knows better.
    const rejected = await rejectedOnOpen(tx, scope, new Map(fresh.map(({ payload: { movement } }) => [movement.id, movement.reconciled])));
    const current = fresh.filter(({ movementId }) => preparation.knowsRejected(movementId, rejected.get(movementId)));
    const planned = current.map((one) => ({ one, change: changeFor(one, standing.get(one.movementId) ?? [], now) }));
    const added = planned.flatMap(({ one, change }) => (change.kind === "insert" ? [one] : []));
    await insertProposals(tx, scope, added, proposedBy);
    const changed = await repropose(tx, scope, planned.flatMap(({ one, change }) => (change.kind === "repropose" ? [{ ...one, ...change }] : [])), proposedBy); // prettier-ignore
    const judged = planned.flatMap(({ one, change }) => (change.kind === "judge" ? (judgedAnew(preparation, one, change) ?? []) : []));
    await rejudge(tx, scope, judged, proposedBy);
    return { proposed: added.length, changed };
  });
}

/** Null: what is kept of it says the same already. */
function judgedAnew(preparation: Preparation, fresh: Prepared, change: Extract<Change, { kind: "judge" }>) {
  const judged = preparation.judge(change.payload, fresh.view);
  return judged.fingerprint === change.fingerprint ? null : { ...judged, id: change.id, seenVersion: change.seenVersion };
}

/** Proposals about movements that are no longer open, each with the reason. */
function withdrawalsAmong(
  waiting: readonly { readonly id: string; readonly movementId: string }[],
  { movements, closedThrough }: LedgerRows,
  decisions: readonly Decision[],
): readonly Withdrawal[] {
  const known = new Map(movements.map((row) => [row.line.id, row]));
  const untouchable = new Set(decisions.flatMap(({ status, movementId }) => (status === "untouchable" ? [movementId] : [])));
  return waiting.flatMap(({ id, movementId }): Withdrawal[] => {
    const row = known.get(movementId);
    if (!row) return [{ id, movementId, code: "movement.gone" }];
    if (row.status !== "pending" && row.status !== "partial") return [{ id, movementId, code: "movement.settled" }];
    const isClosed = closedThrough !== null && row.line.valueDate <= closedThrough;
    return untouchable.has(movementId) && isClosed ? [{ id, movementId, code: "movement.closed_period" }] : [];
  });
}

export const lookHandler = handle(lookJob, async (key) => {
  await lookAtMovements(companyScope(key));
  await automate(companyScope(key));
});
