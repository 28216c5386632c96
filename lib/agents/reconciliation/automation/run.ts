import "server-only";
import { trialJob } from "@/lib/agents/reconciliation/automation/manage-run";
import { endWrongRules, takeBackOfEndedRules } from "@/lib/agents/reconciliation/automation/end-run";
import { isSample } from "@/lib/agents/reconciliation/automation/rules";
import {
  isStillOn, lastTrial, matchingRules, paymentsOfDocuments, readyForRules, saveAutomatic, saveTrial, type MatchingRule, type Ready,
} from "@/lib/agents/reconciliation/automation/store"; // prettier-ignore
import type { TrialAnswer } from "@/lib/agents/reconciliation/automation/trial-run";
import type { TrialInput } from "@/lib/agents/reconciliation/automation/trial";
import { enqueueLook } from "@/lib/agents/reconciliation/kind";
import { ledgerOf } from "@/lib/agents/reconciliation/ledger";
import { loadLedger } from "@/lib/agents/reconciliation/ledger-store";
import { decisiveResources } from "@/lib/agents/reconciliation/looked-at";
import { loadMemory } from "@/lib/agents/reconciliation/memory/store";
import { Isolate } from "@/lib/documents/isolate";
import { copyAge } from "@/lib/holded/mirror/copy-age";
import { addDays, todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { sha256 } from "@/lib/kernel/hash";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";
import { approveByRule } from "@/lib/review/approve-by-rule";

const agent = { kind: "agent", name: "reconciliation" } as const;

// A year of matchings is work for a processor, and the worker has other things to do meanwhile.
const trials = new Isolate({ script: "lib/agents/reconciliation/automation/trial-run.ts", maxProcesses: 1, memoryBytes: 2 * 1024 ** 3 });
const trialMs = 600_000;
const trialDays = 365;
/** What was open when the trial begins came before it. */
const reachDays = trialDays + 180;

/** At one go; the next look takes the rest. */
const atOnce = 500;

export type Automated = {
  readonly approved: number;
  readonly samples: number;
  readonly ended: readonly string[];
  /** Approvals of rules that are off, given back to people. */
  readonly takenBack: number;
};

/**
 * Lets the rules of a company do what its people switched on: first switches off what was wrong too often and takes back what
 * rules that are off had approved, then approves clear proposals of the kinds that are on, but for a sample that goes to
 * people. Old copies are never acted upon, and nothing is done where the agent does not work.
 */
export async function automate(scope: CompanyScope, clock: Clock = systemClock): Promise<Automated> {
  const ended = await endWrongRules(scope, clock());
  const takenBack = await takeBackOfEndedRules(scope, clock());
  const { rules, ready } = await scope.read(async (tx) => {
    const { isTooOld } = await copyAge(tx, scope, decisiveResources, clock());
    const works = await refuseUnlessAgentWorks(tx, scope, "reconciliation");
    const on = isTooOld || !works.ok ? [] : (await matchingRules(tx, scope)).filter(({ isOn }) => isOn);
    return { rules: new Map(on.map((rule) => [rule.kind, rule])), ready: await readyForRules(tx, scope, on.map(({ kind }) => kind), atOnce) }; // prettier-ignore
  });
  const done = { approved: 0, samples: 0, ended, takenBack };
  for (const one of ready) {
    const rule = rules.get(one.kind);
    if (!rule) continue;
    const what = isSample(sha256(one.id), rule.samplePercent) ? "sample" : "approved";
    if (!(await actOn(scope, one, rule, what, clock()))) continue;
    done[what === "sample" ? "samples" : "approved"] += 1;
  }
  // What was approved takes its documents from the others, and more may wait than were taken at one go.
  if (done.approved > 0 || (done.samples > 0 && ready.length === atOnce)) await scope.write((tx) => enqueueLook(tx, scope));
  return done;
}

/** One proposal, one transaction. False: the rule was switched off meanwhile, or the approval was refused and a person will see why. */
function actOn(scope: CompanyScope, one: Ready, rule: MatchingRule, what: "approved" | "sample", now: Date): Promise<boolean> {
  return scope.write(async (tx) => {
    const { id, version: seenVersion, payloadHash, kind } = one;
    if (!(await isStillOn(tx, scope, rule))) return false;
    if (what === "approved") {
      const by = { id, seenVersion, seenHash: payloadHash, agent: agent.name, rule: kind, switchedOnBy: rule.changedBy ?? "", now };
      const approved = await approveByRule(tx, scope, by);
      if (!approved.ok) return false;
    }
    return saveAutomatic(tx, scope, { id, kind, payloadHash, what, at: now });
  });
}

/** Runs the trial that a person asked for over the last twelve months of the copy. Nothing of it is proposed or written to Holded. */
export async function runTrial(scope: CompanyScope, clock: Clock = systemClock): Promise<void> {
  const started = performance.now();
  const today = todayInMadrid(clock);
  const from = addDays(today, -trialDays);
  const input = await scope.read(async (tx): Promise<TrialInput | null> => {
    const trial = await lastTrial(tx, scope);
    if (trial === null || trial.ranAt !== null) return null;
    const { history } = await loadMemory(tx, scope, today);
    const rows = await loadLedger(tx, scope, today, reachDays);
    return { ledger: ledgerOf(rows, history), payments: await paymentsOfDocuments(tx, scope, from), from, until: today };
  });
  if (input === null) return;
  const outcome = await trials.run<TrialAnswer>(input, trialMs);
  if (outcome.kind === "ended") throw new Error(`the trial was ended by ${outcome.by}`);
  const { result, engineVersion } = outcome.value;
  const ms = Math.round(performance.now() - started);
  await scope.write(async (tx) => {
    await saveTrial(tx, scope, { result, engineVersion, ms, now: clock() });
    await audit(tx, scope, agent, "reconciliation.tried", `company:${scope.companyId}`, {
      from,
      until: today,
      movements: result.movements,
      ms,
    });
  });
}

/** Ends the idle process of the trials now instead of a minute later. */
export const closeTrials = (): void => trials.close();

export const trialHandler = handle(trialJob, (key) => runTrial(companyScope(key)));
