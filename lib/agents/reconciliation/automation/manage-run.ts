import "server-only";
import { z } from "zod";
import { endWrongRules, takeBackOfEndedRules } from "@/lib/agents/reconciliation/automation/end-run";
import { errorsAmong, mayBeSwitchedOn, ruleKinds, type RuleKind, type RuleOutcome } from "@/lib/agents/reconciliation/automation/rules";
import {
  askTrial, lastTrial, matchingRules, outcomesOf, ownPrecision, reportWrong, setRule, type KnownTrial, type MatchingRule, type OwnLine,
} from "@/lib/agents/reconciliation/automation/store"; // prettier-ignore
import type { TrialLine } from "@/lib/agents/reconciliation/automation/trial";
import { enqueueLook } from "@/lib/agents/reconciliation/kind";
import { engineVersion } from "@/lib/agents/reconciliation/engine/reconcile";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { lookedAtResources } from "@/lib/agents/reconciliation/looked-at";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { defineJob, enqueue } from "@/lib/platform/jobs";
import { can, type Permission } from "@/lib/platform/permissions";
import { environment } from "@/lib/review/model";
import { addEvent, findMember } from "@/lib/review/store";

/** What would have been done without a person over the past year. One runs at a time for each company and environment. */
export const trialJob = defineJob({
  name: "reconciliation.trial",
  payload: z.strictObject({ companyId: z.uuid(), environment }),
  retryLimit: 2,
  retryDelaySeconds: 60,
  expireSeconds: 900,
});

/** One kind of match on the page: its rule, what the trial found, what people found, and what became of what it did. */
export type AutomationLine = {
  readonly kind: RuleKind;
  readonly rule: MatchingRule | null;
  readonly trial: TrialLine | null;
  readonly own: OwnLine | null;
  readonly outcomes: Readonly<Record<RuleOutcome, number>>;
};

export type AutomationView = { readonly trial: KnownTrial | null; readonly lines: readonly AutomationLine[] };

/** Everything that the page about rules shows, kind by kind. */
export function automationView(scope: CompanyScope): Promise<AutomationView> {
  return scope.read(async (tx) => {
    const [trial, rules, own] = [await lastTrial(tx, scope), await matchingRules(tx, scope), await ownPrecision(tx, scope)];
    const lines: AutomationLine[] = [];
    for (const kind of ruleKinds) {
      const outcomes = { right: 0, wrong: 0, open: 0 };
      for (const { outcome } of await outcomesOf(tx, scope, kind, errorsAmong)) outcomes[outcome] += 1;
      const of = <T extends { readonly kind: string }>(all: readonly T[]): T | null => all.find((one) => one.kind === kind) ?? null;
      lines.push({ kind, rule: of(rules), trial: of(trial?.result?.lines ?? []), own: of(own), outcomes });
    }
    return { trial, lines };
  });
}

/** Asks for a trial over the past year; while one runs, asking again changes nothing. Refused: `access.not_found`, `access.forbidden`. */
export function startTrial(
  scope: CompanyScope,
  actor: Actor,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const who = await allowed(tx, scope, actor, "reconciliation.write");
    if (!who.ok) return who;
    await askTrial(tx, scope, who.value, clock());
    const { companyId, environment } = scope;
    await enqueue(tx, trialJob, { companyId, environment }, { singletonKey: `${companyId} ${environment}` });
    return ok(null);
  });
}

export const ruleSwitch = z.strictObject({ kind: z.enum(ruleKinds), isOn: z.boolean(), samplePercent: z.int().min(2).max(100) });

/**
 * Switches on or off that clear matches of a kind go without a person. Only who sets the company up may; on only after a
 * trial over the company's own past that this engine made. What a rule that ends had approved goes back to people. Audited.
 * Refused: `access.not_found`, `access.forbidden`, `automation.not_tried`, `automation.not_proven`.
 */
export async function switchRule(
  scope: CompanyScope,
  actor: Actor,
  { kind, isOn, samplePercent }: z.infer<typeof ruleSwitch>,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<{ readonly takenBack: number }>> {
  const switched = await scope.write(async (tx): Promise<Result<null>> => {
    const who = await allowed(tx, scope, actor, "settings.write");
    if (!who.ok) return who;
    const trial = await lastTrial(tx, scope);
    const result = trial?.engineVersion === engineVersion ? trial.result : null;
    const proven = isOn ? mayBeSwitchedOn(result?.lines.find((line) => line.kind === kind) ?? null) : ok(null);
    if (!proven.ok) return proven;
    await setRule(tx, scope, { kind, isOn, samplePercent, personId: who.value, now: clock() });
    await audit(tx, scope, actor, "reconciliation.rule_switched", `rule:${kind}`, { kind, isOn, samplePercent });
    await enqueueLook(tx, scope);
    return ok(null);
  });
  return switched.ok ? ok({ takenBack: isOn ? 0 : await takeBackOfEndedRules(scope, clock()) }) : switched;
}

/**
 * What a rule approved was wrong: it counts against the rule, which may end by it, and the movement is looked at anew. Holded
 * has to be put right by hand. Refused: `access.not_found`, `access.forbidden`.
 */
export async function reportMistake(
  scope: CompanyScope,
  actor: Actor,
  { proposalId }: { readonly proposalId: string },
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<{ readonly hasEnded: boolean; readonly takenBack: number }>> {
  const reported = await scope.write(async (tx): Promise<Result<string>> => {
    const who = await allowed(tx, scope, actor, "reconciliation.approve");
    if (!who.ok) return who;
    const rule = await reportWrong(tx, scope, proposalId, who.value, clock());
    if (rule === null) return refuse("access.not_found");
    await addEvent(tx, scope, { proposalId, kind: "mistake_reported", personId: who.value, detail: { rule } });
    await audit(tx, scope, actor, "reconciliation.mistake_reported", `proposal:${proposalId}`, { rule });
    await enqueueSync(tx, scope, "person", [...lookedAtResources]);
    await enqueueLook(tx, scope);
    return ok(rule);
  });
  if (!reported.ok) return reported;
  const ended = await endWrongRules(scope, clock());
  const takenBack = ended.length > 0 ? await takeBackOfEndedRules(scope, clock()) : 0;
  return ok({ hasEnded: ended.some((kind) => kind === reported.value), takenBack });
}

/** The person, if she may; a stranger learns nothing. */
async function allowed(tx: Tx, scope: CompanyScope, actor: Actor, need: Permission): Promise<Result<string>> {
  const member = actor.kind === "person" ? await findMember(tx, scope, actor.personId) : null;
  if (actor.kind !== "person" || !member || !can(member.role, "reconciliation.read")) return refuse("access.not_found");
  return can(member.role, need) ? ok(actor.personId) : refuse("access.forbidden");
}
