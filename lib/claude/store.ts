import "server-only";
import { z } from "zod";
import type { Usage } from "@/lib/claude/message";
import type { CallOutcome } from "@/lib/claude/outcome";
import {
  claudeMode,
  claudePlace,
  claudeSecret,
  modelPrice,
  type ClaudeMode,
  type ClaudePlace,
  type ClaudeSecret,
  type ModelPrice,
} from "@/lib/claude/setup";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";
import { open, seal } from "@/lib/platform/vault";
import { storable } from "@/lib/review/storable";

/** What a company has set. `secretHint` is null while no key of this provider is kept. */
export type ClaudeSetup = {
  readonly mode: ClaudeMode;
  readonly place: ClaudePlace;
  readonly prices: readonly ModelPrice[];
  readonly budgetMicros: bigint;
  readonly secretHint: string | null;
  readonly savedAt: Date;
};

/** Null: nothing was ever set, or an older build stored what this one refuses. Then nothing leaves the machine. */
export async function findSetup(tx: Tx, scope: ScopeKey): Promise<ClaudeSetup | null> {
  const row = await tx.claudeSetup.findUnique({
    where: { companyId_environment: keyOf(scope) },
    omit: { secretCipher: true, secretKeyVersion: true },
  });
  if (!row) return null;
  const { provider, region, projectId, model, mode, prices, budgetMicros, secretHint, savedAt } = row;
  const given = { provider, model, ...(region === null ? {} : { region }), ...(projectId === null ? {} : { projectId }) };
  const place = claudePlace.safeParse(given);
  const known = z.array(modelPrice).safeParse(prices);
  if (!place.success || !known.success) return null;
  return { mode: claudeMode.catch("off").parse(mode), place: place.data, prices: known.data, budgetMicros, secretHint, savedAt };
}

/** The opened key; null when none is kept. It stays with the caller and goes nowhere but to the provider. */
export async function openSecret(tx: Tx, scope: ScopeKey): Promise<ClaudeSecret | null> {
  const row = await tx.claudeSetup.findUnique({
    where: { companyId_environment: keyOf(scope) },
    select: { secretCipher: true, secretKeyVersion: true },
  });
  if (!row?.secretCipher || row.secretKeyVersion === null) return null;
  return claudeSecret.parse(JSON.parse(open(scope, "model key", { cipher: row.secretCipher, keyVersion: row.secretKeyVersion })));
}

export type SetupChange = {
  readonly mode: ClaudeMode;
  readonly place: ClaudePlace;
  readonly prices: readonly ModelPrice[];
  readonly budgetMicros: bigint;
  /** Null: none from now on; absent: the one that is kept. */
  readonly secret?: { readonly value: ClaudeSecret; readonly hint: string } | null;
};

export async function keepSetup(tx: Tx, scope: ScopeKey, { mode, place, prices, budgetMicros, secret }: SetupChange): Promise<void> {
  const region = "region" in place ? place.region : null;
  const projectId = "projectId" in place ? place.projectId : null;
  const kept = { mode, provider: place.provider, model: place.model, region, projectId, budgetMicros, savedAt: new Date() };
  const data = { ...kept, prices: prices as Prisma.InputJsonArray, ...sealedColumns(scope, secret) };
  await tx.claudeSetup.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: data,
    select: { mode: true },
  });
}

function sealedColumns(scope: ScopeKey, secret: SetupChange["secret"]) {
  if (secret === undefined) return {};
  if (secret === null) return { secretCipher: null, secretKeyVersion: null, secretHint: null };
  const { cipher, keyVersion } = seal(scope, "model key", JSON.stringify(secret.value));
  return { secretCipher: cipher, secretKeyVersion: keyVersion, secretHint: secret.hint };
}

/** Switches off at once: the next reservation of any process finds it so. */
export async function switchOff(tx: Tx, scope: ScopeKey): Promise<boolean> {
  const { count } = await tx.claudeSetup.updateMany({ where: { ...keyOf(scope), mode: { not: "off" } }, data: { mode: "off" } });
  return count > 0;
}

export type NewCall = {
  readonly id: string;
  /** First day of the month in Madrid. */
  readonly month: string;
  readonly purpose: string;
  readonly prompt: { readonly id: string; readonly version: number; readonly hash: string };
  /** What is asked; null: its answer is used by nobody else. */
  readonly questionHash: string | null;
  readonly place: ClaudePlace;
  readonly subject: { readonly documentId: string; readonly part: number | null } | null;
  readonly attempt: number;
  /** The most that this call can cost. */
  readonly worstMicros: bigint;
  /** A person tries the key out: allowed while the mode is off. */
  readonly isTrial: boolean;
};

/**
 * Sets aside what a call can cost at most and writes its row, in one statement: however many workers ask at once, the
 * month never holds more than the budget. `off`: the reader was switched off meanwhile, or its setup removed.
 */
export async function reserve(tx: Tx, scope: CompanyScope, call: NewCall): Promise<"granted" | "budget" | "off"> {
  const { companyId, environment } = scope;
  const region = "region" in call.place ? call.place.region : null;
  const made = await tx.$executeRaw`
    WITH setup AS (
      SELECT budget_micros FROM claude_setup
      WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND (mode <> 'off' OR ${call.isTrial})),
    granted AS (
      INSERT INTO claude_month AS m (company_id, environment, month, committed_micros)
      SELECT ${companyId}::uuid, ${environment}, ${call.month}::date, ${call.worstMicros}::bigint
      FROM setup WHERE ${call.worstMicros}::bigint <= budget_micros
      ON CONFLICT (company_id, environment, month) DO UPDATE SET committed_micros = m.committed_micros + EXCLUDED.committed_micros
      WHERE m.committed_micros + EXCLUDED.committed_micros <= (SELECT budget_micros FROM setup)
      RETURNING 1)
    INSERT INTO claude_call (company_id, environment, id, month, purpose, prompt_id, prompt_version, prompt_hash, question_hash, provider, region, model,
      document_id, part, attempt, reserved_micros, cost_micros)
    SELECT ${companyId}::uuid, ${environment}, ${call.id}::uuid, ${call.month}::date, ${call.purpose}, ${call.prompt.id},
      ${call.prompt.version}::int, ${call.prompt.hash}, ${call.questionHash}, ${call.place.provider}, ${region}, ${call.place.model},
      ${call.subject?.documentId ?? null}::uuid, ${call.subject?.part ?? null}::int, ${call.attempt}::int,
      ${call.worstMicros}::bigint, ${call.worstMicros}::bigint
    FROM granted`;
  if (made === 1) return "granted";
  const setup = await findSetup(tx, scope);
  return setup && (setup.mode !== "off" || call.isTrial) ? "budget" : "off";
}

export type EndedCall = {
  readonly outcome: CallOutcome;
  /** The true cost; null: not known, so the worst case stands. */
  readonly costMicros: bigint | null;
  readonly usage: Usage | null;
  readonly ms: number;
  /** As it was checked; absent for an answer that was none. */
  readonly answer?: unknown;
};

/** Puts the true cost in the place of the reservation. A second time changes nothing. */
export async function settle(tx: Tx, scope: CompanyScope, id: string, ended: EndedCall): Promise<void> {
  const { companyId, environment } = scope;
  const answer = ended.answer === undefined ? null : JSON.stringify(storable(ended.answer));
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE claude_call SET outcome = ${ended.outcome}, ended_at = now(), ms = ${ended.ms}::int, answer = ${answer}::jsonb,
        cost_micros = coalesce(${ended.costMicros}::bigint, reserved_micros), input_tokens = ${ended.usage?.inputTokens ?? null}::int,
        output_tokens = ${ended.usage?.outputTokens ?? null}::int, cached_tokens = ${ended.usage?.cachedTokens ?? null}::int
      WHERE company_id = ${companyId}::uuid AND environment = ${environment} AND id = ${id}::uuid AND outcome = 'open'
      RETURNING month, cost_micros - reserved_micros AS difference)
    UPDATE claude_month m SET committed_micros = m.committed_micros + ended.difference FROM ended
    WHERE m.company_id = ${companyId}::uuid AND m.environment = ${environment} AND m.month = ended.month`;
}

/** The newest answer to the same question about the same document; null: nobody asked it yet. */
export async function answeredBefore(
  tx: Tx,
  scope: ScopeKey,
  documentId: string,
  questionHash: string,
): Promise<{ readonly id: string; readonly model: string; readonly answer: unknown; readonly costMicros: bigint } | null> {
  return tx.claudeCall.findFirst({
    where: { ...keyOf(scope), documentId, questionHash, outcome: "answered" },
    orderBy: { startedAt: "desc" },
    select: { id: true, model: true, answer: true, costMicros: true },
  });
}

/** Notes what an answer said as values of the payload, for the comparison with what people decide. */
export async function noteSaid(tx: Tx, scope: ScopeKey, id: string, said: Readonly<Record<string, string>>): Promise<void> {
  await tx.claudeCall.updateMany({ where: { ...keyOf(scope), id }, data: { said: storable(said) } });
}

/** The calls that ended last, newest first. */
export async function lastEnded(tx: Tx, scope: ScopeKey, take: number): Promise<readonly { outcome: string; endedAt: Date }[]> {
  const rows = await tx.claudeCall.findMany({
    where: { ...keyOf(scope), endedAt: { not: null } },
    orderBy: { endedAt: "desc" },
    take,
    select: { outcome: true, endedAt: true },
  });
  return rows.flatMap(({ outcome, endedAt }) => (endedAt === null ? [] : [{ outcome, endedAt }]));
}

/** What the month has cost so far, open calls at their worst. */
export async function committedMicros(tx: Tx, scope: ScopeKey, month: string): Promise<bigint> {
  const row = await tx.claudeMonth.findUnique({
    where: { companyId_environment_month: { ...keyOf(scope), month: new Date(`${month}T00:00:00Z`) } },
    select: { committedMicros: true },
  });
  return row?.committedMicros ?? 0n;
}

const keyOf = ({ companyId, environment }: ScopeKey) => ({ companyId, environment });
