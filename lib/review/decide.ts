import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { fail, ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf, type CompanySettings } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { arm } from "@/lib/review/arm";
import { factsOf, undoUntilOf } from "@/lib/review/facts";
import type { Decided, DecisionInput } from "@/lib/review/inputs";
import type { Judgement } from "@/lib/review/kinds";
import { asSeen, lockFor, type Locked } from "@/lib/review/lock-for";
import { isOverLimit } from "@/lib/review/over-limit";
import { approvalGate, unseenDoubts } from "@/lib/review/policy";
import {
  addDecision, addEvent, editorOf, findDecision, hasOtherWho, saveJudgement, signaturesOn, updateProposal, type DecisionRecord, type ProposalRecord,
} from "@/lib/review/store"; // prettier-ignore
import { transition } from "@/lib/review/transition";

type Options = { readonly clock?: Clock; readonly isBulk?: boolean };
type Situation = Locked & {
  readonly tx: Tx;
  readonly scope: CompanyScope;
  readonly actor: Actor;
  readonly now: Date;
  readonly settings: CompanySettings;
  readonly isBulk: boolean;
};
type Of<V extends DecisionInput["verdict"]> = Extract<DecisionInput, { verdict: V }>;

/**
 * One person's verdict on what she saw. Decision, event, audit entry, intent and job are one transaction; the outside
 * world is never called in it.
 *
 * Refused: `access.not_found`, `access.forbidden`, `proposal.stale` (names the fields), `proposal.not_open`,
 * `proposal.unread`, `proposal.incomplete` (names the fields), `proposal.needs_typed_confirmation`,
 * `proposal.needs_second_person` (`proposal.no_second_person` where there is none), `request.key_reused`, and what the plan of the kind refuses.
 */
export function decide(
  scope: CompanyScope,
  actor: Actor,
  input: DecisionInput,
  { clock = systemClock, isBulk = false }: Options = {},
): Promise<Result<Decided>> {
  return scope.write(async (tx) => {
    const locked = await lockFor(tx, scope, actor, input.id, "approve");
    if (!locked.ok) return locked;
    const { proposal } = locked.value;
    const settings = await settingsOf(tx, scope);
    const earlier = await findDecision(tx, scope, input.requestKey);
    if (earlier) return repeated(earlier, proposal, input, settings);
    const seen = await asSeen(tx, scope, proposal, input);
    if (!seen.ok) return seen;
    const now = clock();
    const next = transition(proposal.state, input.verdict, factsOf(proposal, settings, now));
    if (!next.ok) return next;
    const situation = { ...locked.value, tx, scope, actor, now, settings, isBulk };
    return input.verdict === "approve" ? approve(situation, input) : reject(situation, input);
  });
}

/** A second click of the same request: the first answer, nothing decided again. */
function repeated(earlier: DecisionRecord, proposal: ProposalRecord, input: DecisionInput, settings: CompanySettings): Result<Decided> {
  if (earlier.proposalId !== proposal.id || earlier.verdict !== input.verdict) return refuse("request.key_reused");
  const isSignature = proposal.state === "open" && earlier.version === proposal.version && earlier.undoneAt === null;
  return ok(decided(proposal, settings, isSignature));
}

async function approve(s: Situation, input: Of<"approve">): Promise<Result<Decided>> {
  const { tx, scope, proposal, kind, personId, now, settings } = s;
  const judged = await kind.judge(tx, scope, proposal.payload, proposal);
  if (!judged.ok) return judged;
  const sound = await stillSound(s, judged.value);
  if (!sound.ok) return sound;
  const signers = await signaturesOn(tx, scope, proposal.id, proposal.version);
  const isConfirmed = input.typed !== undefined && kind.isConfirmedBy(proposal.payload, input.typed);
  const editorId = await editorOf(tx, scope, proposal.id, proposal.version);
  const { risk, standing, row, needsTwo, needsTyping } = judged.value;
  const gate = approvalGate({
    risk,
    standing,
    rule: settings.highRisk,
    needsTwo,
    asksTyping: needsTyping,
    isOverLimit: isOverLimit(row.amount, settings.limitForSecondPersonCents),
    personId,
    signers,
    editorId,
    isConfirmed,
    isBulk: s.isBulk,
  });
  if (!gate.ok) return (await isAlone(s, gate.error)) ? fail({ code: "proposal.no_second_person", retry: "later" }) : gate;
  if (gate.value === "sign") return sign(s, input);

  const plan = await kind.planPush(tx, scope, { proposal, payload: proposal.payload });
  if (!plan.ok) return plan;
  const pushAfter = new Date(now.getTime() + settings.undoSeconds * 1000);
  const armed = await arm(tx, scope, proposal, plan.value, pushAfter);
  if (!armed.ok) return armed;
  const change = { state: "approved", decidedBy: personId, decidedAt: now, pushAfter, failure: null } as const;
  await updateProposal(tx, scope, proposal.id, change);
  await kind.onApproved(tx, scope, { id: proposal.id, endsAt: pushAfter });
  await record(s, input, "approved", { pushAfter: pushAfter.toISOString(), ...armed.value });
  return ok(decided({ ...proposal, ...change }, settings, false));
}

/** It takes another person, and nobody else of the company may approve: assigning it would not help. */
async function isAlone({ tx, scope, kind, personId }: Situation, { code }: Failure): Promise<boolean> {
  return code === "proposal.needs_second_person" && !(await hasOtherWho(tx, scope, personId, kind.permissions.approve));
}

/** The world may have moved since the screen was drawn: a new duplicate, a contact that went. She has to see it first. */
async function stillSound({ tx, scope, proposal }: Situation, judgement: Judgement): Promise<Result<null>> {
  const { blockers, reasons } = judgement;
  const unseen = unseenDoubts(reasons, proposal.reasons);
  if (unseen.length > 0) {
    await saveJudgement(tx, scope, proposal.id, judgement);
    const codes = unseen.map(({ code }) => code).join(", ");
    return refuse("proposal.stale", { now: proposal.version, state: proposal.state, fields: "", reasons: codes });
  }
  return blockers.length > 0 ? refuse("proposal.incomplete", { fields: blockers.join(", ") }) : ok(null);
}

/** The first of two signatures: the proposal stays open, for somebody else. */
async function sign(s: Situation, input: Of<"approve">): Promise<Result<Decided>> {
  await record(s, input, "signed", {});
  return ok(decided(s.proposal, s.settings, true));
}

async function reject(s: Situation, input: Of<"reject">): Promise<Result<Decided>> {
  const change = { state: "rejected", decidedBy: s.personId, decidedAt: s.now, rejectReason: input.reason } as const;
  await updateProposal(s.tx, s.scope, s.proposal.id, change);
  await record(s, input, "rejected", { reason: input.reason });
  await s.kind.onRejected(s.tx, s.scope, { id: s.proposal.id });
  return ok(decided({ ...s.proposal, ...change }, s.settings, false));
}

async function record(s: Situation, input: DecisionInput, event: string, detail: Record<string, string>): Promise<void> {
  const { tx, scope, actor, proposal, personId, now } = s;
  const about = { version: proposal.version, hash: proposal.payloadHash ?? "" };
  await addDecision(tx, scope, {
    proposalId: proposal.id, version: about.version, payloadHash: about.hash, verdict: input.verdict, personId,
    reason: input.verdict === "reject" ? input.reason : null, requestKey: input.requestKey, createdAt: now,
  }); // prettier-ignore
  await addEvent(tx, scope, { proposalId: proposal.id, kind: event, personId, detail: { version: about.version, ...detail } });
  await audit(tx, scope, actor, `proposal.${event}`, `proposal:${proposal.id}`, about);
}

function decided(proposal: ProposalRecord, settings: CompanySettings, needsSecondPerson: boolean): Decided {
  const undoUntil = undoUntilOf(proposal, settings);
  return {
    id: proposal.id,
    state: proposal.state,
    version: proposal.version,
    undoUntil: undoUntil?.toISOString() ?? null,
    needsSecondPerson,
  };
}
