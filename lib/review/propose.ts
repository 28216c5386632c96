import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { z } from "zod";
import { confidence, evidence, reason, type Confidence, type Evidence, type Reason } from "@/lib/kernel/evidence";
import { ok, refuse, type Failure, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { settingsOf } from "@/lib/platform/company-settings";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { factsOf } from "@/lib/review/facts";
import { kindOf } from "@/lib/review/kinds";
import { proposedBy as proposedBySchema, type ProposalState, type ProposedBy } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";
import { addEvent, lastVersion, lockProposal, saveJudgement, saveVersion, updateProposal, type ProposalRecord } from "@/lib/review/store";
import { transition, type Verb } from "@/lib/review/transition";

type Agent = Extract<Actor, { kind: "agent" }>;
type Options = { readonly clock?: Clock };

export type Proposed = {
  readonly payload: object;
  readonly evidence: readonly Evidence[];
  readonly confidence: Confidence;
  readonly reasons: readonly Reason[];
  readonly proposedBy: ProposedBy;
};

/**
 * An agent's answer becomes the first version of a proposal that was being read, judged by the same checks that run
 * before an approval. Throws when the agent's own schema refuses its payload: that is a bug.
 * Refused: `access.not_found`, `proposal.not_open` when the reading is over already.
 */
export async function propose(
  tx: Tx,
  scope: CompanyScope,
  agent: Agent,
  id: string,
  proposed: Proposed,
  options: Options = {},
): Promise<Result<null>> {
  const opened = await move(tx, scope, id, "propose", options);
  if (!opened.ok) return opened;
  const { proposal, state } = opened.value;
  const { evidence, confidence, reasons, proposedBy } = content.parse(storable(proposed));
  const about = { id, documentId: proposal.documentId, reasons, confidence };
  const judged = await kindOf(proposal.kind).judge(tx, scope, proposed.payload, about);
  if (!judged.ok) throw new Error(`${agent.name} proposed what its schema refuses: ${String(judged.error.detail?.fields)}`);
  const { payload, payloadHash, standing, risk } = judged.value;
  const version = 1 + (await lastVersion(tx, scope, id));
  await saveVersion(tx, scope, id, { version, payload, payloadHash, origin: "agent", personId: null, evidence, confidence });
  await saveJudgement(tx, scope, id, judged.value);
  await updateProposal(tx, scope, id, { state, proposedBy, failure: null });
  await addEvent(tx, scope, { proposalId: id, kind: "proposed", personId: null, detail: { version, standing, reader: proposedBy.reader } });
  await audit(tx, scope, agent, "proposal.proposed", `proposal:${id}`, { version, hash: payloadHash, standing, risk });
  return ok(null);
}

/** The file cannot be read or is nothing for this agent: the item says why, the file stays. Refused like `propose`. */
export async function refuseReading(
  tx: Tx,
  scope: CompanyScope,
  agent: Agent,
  id: string,
  failure: Failure,
  options: Options = {},
): Promise<Result<null>> {
  const refused = await move(tx, scope, id, "refuse", options);
  if (!refused.ok) return refused;
  const { code, detail } = failure;
  const stored = { code, ...(detail && { detail: { ...detail } }) };
  await updateProposal(tx, scope, id, { state: refused.value.state, failure: stored });
  await addEvent(tx, scope, { proposalId: id, kind: "refused", personId: null, detail: stored });
  await audit(tx, scope, agent, "proposal.refused", `proposal:${id}`, { code });
  return ok(null);
}

/** What a screen will parse again one day is parsed before it is stored. */
const content = z.object({
  evidence: z.array(evidence),
  confidence,
  reasons: z.array(reason),
  proposedBy: z.custom<ProposedBy>((value) => proposedBySchema.safeParse(value).success),
});

type Moved = { readonly proposal: ProposalRecord; readonly state: ProposalState };

async function move(tx: Tx, scope: CompanyScope, id: string, verb: Verb, { clock = systemClock }: Options): Promise<Result<Moved>> {
  const proposal = await lockProposal(tx, scope, id);
  if (!proposal) return refuse("access.not_found");
  const next = transition(proposal.state, verb, factsOf(proposal, await settingsOf(tx, scope), clock()));
  return next.ok ? ok({ proposal, state: next.value }) : next;
}
