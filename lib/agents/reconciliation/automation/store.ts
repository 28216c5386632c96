import "server-only";
import { z } from "zod";
import { ruleKinds, type RuleKind, type RuleOutcome } from "@/lib/agents/reconciliation/automation/rules";
import type { Paid, Trial } from "@/lib/agents/reconciliation/automation/trial";
import { hypothesisKinds } from "@/lib/agents/reconciliation/engine/model";
import { settingsOf } from "@/lib/platform/company-settings";
import { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

const kindName = z.enum(ruleKinds);
const anyKind = z.enum(hypothesisKinds);

export type MatchingRule = {
  readonly kind: RuleKind;
  readonly isOn: boolean;
  readonly samplePercent: number;
  readonly changedBecause: "person" | "errors";
  readonly changedBy: string | null;
  readonly changedAt: Date;
};

/** The rules that somebody ever touched; a kind without one waits for people. */
export async function matchingRules(tx: Tx, scope: CompanyScope): Promise<readonly MatchingRule[]> {
  const rows = await tx.matchingRule.findMany({ where: keyOf(scope), orderBy: { kind: "asc" } });
  return rows.flatMap(({ kind, changedBecause, ...row }) => {
    const known = kindName.safeParse(kind);
    return known.success ? [{ ...row, kind: known.data, changedBecause: changedBecause === "errors" ? "errors" : "person" }] : [];
  });
}

/** Switches a kind on or off for a person. Switching on begins to count its errors anew. */
export async function setRule(
  tx: Tx,
  scope: CompanyScope,
  { kind, isOn, samplePercent, personId, now }: { kind: RuleKind; isOn: boolean; samplePercent: number; personId: string; now: Date },
): Promise<void> {
  const change = { isOn, samplePercent, changedBecause: "person", changedBy: personId, changedAt: now };
  await tx.matchingRule.upsert({
    where: { companyId_environment_kind: { ...keyOf(scope), kind } },
    create: { ...keyOf(scope), kind, ...change, countedSince: now },
    update: { ...change, ...(isOn ? { countedSince: now } : {}) },
    select: { kind: true },
  });
}

/** Whether a rule is on as it was read; it stays so until the transaction ends. */
export async function isStillOn(tx: Tx, scope: CompanyScope, { kind, changedAt }: MatchingRule): Promise<boolean> {
  const rows = await tx.$queryRaw<{ at: Date }[]>`
    SELECT r.changed_at AS at FROM matching_rule r WHERE ${keyed(scope, "r")} AND r.kind = ${kind} AND r.is_on FOR SHARE`;
  return rows[0]?.at.getTime() === changedAt.getTime();
}

/** Switches a kind off for its errors; who had switched it on stays named. */
export async function endRule(tx: Tx, scope: CompanyScope, kind: RuleKind, now: Date): Promise<boolean> {
  const { count } = await tx.matchingRule.updateMany({
    where: { ...keyOf(scope), kind, isOn: true },
    data: { isOn: false, changedBecause: "errors", changedAt: now },
  });
  return count > 0;
}

export type Ready = { readonly id: string; readonly version: number; readonly payloadHash: string; readonly kind: RuleKind };

/**
 * Clear proposals of these kinds, as the agent made them, that no person and no rule has touched. The oldest first. Without
 * those that a person has to type or sign with another: they would stand before all others at every look.
 */
export async function readyForRules(tx: Tx, scope: CompanyScope, kinds: readonly RuleKind[], limit: number): Promise<readonly Ready[]> {
  if (kinds.length === 0) return [];
  const limitCents = (await settingsOf(tx, scope)).limitForSecondPersonCents;
  return tx.$queryRaw<Ready[]>`
    SELECT p.id, p.version, p.payload_hash AS "payloadHash", x.view->'options'->0->>'kind' AS kind
    FROM proposal p
    JOIN matching x ON x.company_id = p.company_id AND x.environment = p.environment AND x.proposal_id = p.id
    JOIN proposal_version v ON v.company_id = p.company_id AND v.environment = p.environment AND v.proposal_id = p.id AND v.version = p.version
    WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state = 'open' AND p.standing = 'clear' AND p.assigned_to IS NULL
      AND v.origin = 'agent' AND p.payload->>'choice' = 'match' AND x.view->>'status' = 'clear'
      AND x.view->'options'->0->>'kind' IN (${Prisma.join([...kinds])})
      AND p.risk = 'low' AND NOT p.reasons @> '[{"code": "movement.over_limit"}]'::jsonb
      AND (${limitCents}::bigint IS NULL OR abs(p.amount) * 100 < ${limitCents}::bigint)
      AND NOT EXISTS (SELECT FROM matching_automatic a WHERE a.company_id = p.company_id AND a.environment = p.environment AND a.proposal_id = p.id)
      AND NOT EXISTS (SELECT FROM decision d WHERE d.company_id = p.company_id AND d.environment = p.environment AND d.proposal_id = p.id)
    ORDER BY p.document_date, p.id LIMIT ${limit}`;
}

/** Keeps what a rule did; false when it has been done already. */
export async function saveAutomatic(
  tx: Tx,
  scope: CompanyScope,
  { id, kind, payloadHash, what, at }: { id: string; kind: RuleKind; payloadHash: string; what: "approved" | "sample"; at: Date },
): Promise<boolean> {
  const { count } = await tx.matchingAutomatic.createMany({
    data: [{ ...keyOf(scope), proposalId: id, kind, payloadHash, what, at }],
    skipDuplicates: true,
  });
  return count > 0;
}

/**
 * Approvals of rules that are off by now and that nothing was written of yet, those that would go first before the others.
 * Nobody but the rule decided them.
 */
export function armedOfEndedRules(
  tx: Tx,
  scope: CompanyScope,
  limit: number,
): Promise<{ readonly id: string; readonly kind: string; readonly because: "errors" | "person" }[]> {
  return tx.$queryRaw`
    SELECT p.id, a.kind, r.changed_because AS because
    FROM matching_rule r
    JOIN matching_automatic a ON a.company_id = r.company_id AND a.environment = r.environment AND a.kind = r.kind AND a.what = 'approved'
    JOIN proposal p ON p.company_id = a.company_id AND p.environment = a.environment AND p.id = a.proposal_id
    WHERE ${keyed(scope, "r")} AND NOT r.is_on AND p.state IN ('approved', 'sending') AND p.decided_by IS NULL
      AND NOT EXISTS (SELECT FROM push u WHERE u.company_id = p.company_id AND u.environment = p.environment AND u.proposal_id = p.id
        AND (u.state IN ('settled', 'failed') OR u.claimed_until > now()))
    ORDER BY p.push_after, p.id LIMIT ${limit}`;
}

/** A person decides it now, as she does a sample: what she finds still tells how good the rule was. */
export async function markTakenBack(tx: Tx, scope: CompanyScope, proposalId: string, because: "errors" | "person"): Promise<void> {
  const data = { what: "sample", takenBackBecause: because };
  await tx.matchingAutomatic.updateMany({ where: { ...keyOf(scope), proposalId }, data });
}

export type TouchedByRule = { readonly proposalId: string; readonly outcome: RuleOutcome };

/**
 * What became of the last proposals that the rule of a kind touched since it was switched on, newest first. Wrong: taken back,
 * reported, rejected, or approved by a person as something else. Right: a sample that a person approved as it stood.
 */
export async function outcomesOf(tx: Tx, scope: CompanyScope, kind: RuleKind, limit: number): Promise<readonly TouchedByRule[]> {
  return tx.$queryRaw<TouchedByRule[]>`
    SELECT a.proposal_id AS "proposalId",
      CASE
        WHEN a.reported_at IS NOT NULL OR p.state = 'rejected' THEN 'wrong'
        WHEN a.what = 'approved' AND EXISTS (SELECT FROM proposal_event e WHERE e.company_id = a.company_id AND e.environment = a.environment
          AND e.proposal_id = a.proposal_id AND e.kind = 'undone' AND e.detail->>'verdict' = 'approved_by_rule') THEN 'wrong'
        WHEN p.state IN ('approved', 'sending', 'settled') AND p.payload_hash <> a.payload_hash THEN 'wrong'
        WHEN a.what = 'sample' AND p.state IN ('approved', 'sending', 'settled') THEN 'right'
        ELSE 'open' END AS outcome
    FROM matching_automatic a
    JOIN proposal p ON p.company_id = a.company_id AND p.environment = a.environment AND p.id = a.proposal_id
    JOIN matching_rule r ON r.company_id = a.company_id AND r.environment = a.environment AND r.kind = a.kind
    WHERE ${keyed(scope, "a")} AND a.kind = ${kind} AND a.at >= r.counted_since
    ORDER BY a.at DESC, a.proposal_id LIMIT ${limit}`;
}

/** A person says that what a rule had approved was wrong. The rule; null: none approved it, or it was said already. */
export async function reportWrong(tx: Tx, scope: CompanyScope, proposalId: string, personId: string, now: Date): Promise<string | null> {
  const [reported] = await tx.matchingAutomatic.updateManyAndReturn({
    where: { ...keyOf(scope), proposalId, what: "approved", reportedAt: null },
    data: { reportedAt: now, reportedBy: personId },
    select: { kind: true },
  });
  return reported?.kind ?? null;
}

/** Of one kind: how many clear proposals people decided, and how many of them as they were proposed. */
export type OwnLine = { readonly kind: RuleKind; readonly of: number; readonly right: number };

/** The company's own precision: clear proposals that people decided, by kind. What rules approved counts only where a person looked. */
export async function ownPrecision(tx: Tx, scope: CompanyScope): Promise<readonly OwnLine[]> {
  const rows = await tx.$queryRaw<{ kind: string; of: bigint; right: bigint }[]>`
    SELECT kind, count(*) AS of, count(*) FILTER (WHERE is_right) AS right FROM (
      SELECT x.view->'options'->0->>'kind' AS kind, p.state <> 'rejected' AND p.payload->>'choice' = 'match'
        AND (SELECT jsonb_agg(jsonb_build_array(d->>'id', d->>'amount') ORDER BY d->>'id') FROM jsonb_array_elements(p.payload->'documents') d)
          IS NOT DISTINCT FROM
          (SELECT jsonb_agg(jsonb_build_array(d->>'id', d->>'amount') ORDER BY d->>'id') FROM jsonb_array_elements(x.view->'options'->0->'documents') d)
        AS is_right
      FROM proposal p JOIN matching x ON x.company_id = p.company_id AND x.environment = p.environment AND x.proposal_id = p.id
      WHERE ${keyed(scope, "p")} AND p.kind = 'reconciliation' AND p.state IN ('approved', 'sending', 'settled', 'failed', 'rejected')
        AND p.decided_by IS NOT NULL AND x.view->>'status' = 'clear') decided
    WHERE kind IS NOT NULL GROUP BY kind ORDER BY kind`;
  return rows.flatMap(({ kind, of, right }) => {
    const known = kindName.safeParse(kind);
    return known.success ? [{ kind: known.data, of: Number(of), right: Number(right) }] : [];
  });
}

/** When documents were paid, with the sign of the document: what they owed on an earlier day. */
export async function paymentsOfDocuments(tx: Tx, scope: CompanyScope, from: string): Promise<readonly Paid[]> {
  const rows = await tx.$queryRaw<{ documentId: string; date: string; cents: bigint; isRefund: boolean }[]>`
    SELECT m.parent_id AS "documentId", to_char(m.object_date, 'YYYY-MM-DD') AS date, (abs(m.total) * 100)::bigint AS cents,
      m.code IN ('creditnote', 'purchaserefund') OR coalesce(d.total < 0, false) AS "isRefund"
    FROM mirror_object m LEFT JOIN mirror_object d ON d.company_id = m.company_id AND d.environment = m.environment
      AND d.resource IN ('invoice', 'sales_receipt', 'credit_note', 'purchase') AND d.holded_id = m.parent_id
    WHERE ${keyed(scope, "m")} AND m.resource = 'payment' AND m.deleted_at IS NULL AND m.parent_id IS NOT NULL AND m.total IS NOT NULL
      AND m.object_date >= ${from}::date
    ORDER BY m.holded_id`;
  return rows.map(({ documentId, date, cents, isRefund }) => ({
    documentId,
    date,
    cents: isRefund ? -Number(cents) : Number(cents),
  }));
}

export type KnownTrial = {
  readonly askedAt: Date;
  readonly ranAt: Date | null;
  readonly engineVersion: string | null;
  readonly result: Trial | null;
};

const trialResult = z.object({
  from: z.string(),
  until: z.string(),
  movements: z.int(),
  lines: z.array(
    z.object({
      kind: anyKind,
      cleared: z.int(),
      right: z.int(),
      mistakes: z.array(
        z.object({
          movementId: z.string(),
          proposed: z.array(z.object({ documentId: z.string(), cents: z.int() })),
          done: z.array(z.object({ documentId: z.string(), cents: z.int() })),
        }),
      ),
    }),
  ),
});

export async function lastTrial(tx: Tx, scope: CompanyScope): Promise<KnownTrial | null> {
  const row = await tx.matchingTrial.findUnique({ where: { companyId_environment: keyOf(scope) } });
  if (!row) return null;
  const { askedAt, ranAt, engineVersion } = row;
  return { askedAt, ranAt, engineVersion, result: trialResult.nullable().catch(null).parse(row.result) };
}

/** A new trial is asked for; what the last one found stays until it is done. */
export async function askTrial(tx: Tx, scope: CompanyScope, personId: string, now: Date): Promise<void> {
  const asked = { askedBy: personId, askedAt: now, ranAt: null };
  await tx.matchingTrial.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...asked },
    update: asked,
    select: { askedAt: true },
  });
}

export async function saveTrial(
  tx: Tx,
  scope: CompanyScope,
  { result, engineVersion, ms, now }: { result: Trial; engineVersion: string; ms: number; now: Date },
): Promise<void> {
  const done = { ranAt: now, ms, engineVersion, result: result as unknown as Prisma.InputJsonObject };
  await tx.matchingTrial.updateMany({ where: keyOf(scope), data: done });
}

const keyOf = ({ companyId, environment }: CompanyScope) => ({ companyId, environment });
const keyed = (scope: CompanyScope, alias: string) =>
  Prisma.sql`${Prisma.raw(`${alias}.company_id`)} = ${scope.companyId}::uuid AND ${Prisma.raw(`${alias}.environment`)} = ${scope.environment}`;
