import "server-only";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** One request as the page of traces shows it. */
type Trace = {
  readonly id: string;
  readonly startedAt: Date;
  readonly purpose: string;
  readonly prompt: string;
  readonly provider: string;
  readonly region: string | null;
  readonly model: string;
  readonly documentId: string | null;
  /** The item that was made of the document, and the name of its file; null: there is none, or not any more. */
  readonly proposalId: string | null;
  readonly fileName: string | null;
  readonly attempt: number;
  readonly outcome: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly costMicros: bigint;
  readonly ms: number | null;
  readonly answer: unknown;
  /** What people decided otherwise than it had said. */
  readonly changes: readonly Change[];
};

type Change = { readonly path: string; readonly said: string; readonly decided: string | null };

/** The newest requests, or those before an instant. */
export function listTraces(
  tx: Tx,
  { companyId, environment }: CompanyScope,
  { before, take }: { readonly before: Date | null; readonly take: number },
): Promise<readonly Trace[]> {
  return tx.$queryRaw<Trace[]>`
    SELECT c.id, c.started_at AS "startedAt", c.purpose, c.prompt_id || ' ' || c.prompt_version AS prompt, c.provider, c.region, c.model,
      c.document_id AS "documentId", c.attempt, c.outcome, c.input_tokens AS "inputTokens", c.output_tokens AS "outputTokens",
      c.cached_tokens AS "cachedTokens", c.cost_micros AS "costMicros", c.ms, c.answer, p.id AS "proposalId", d.file_name AS "fileName",
      coalesce((SELECT jsonb_agg(jsonb_build_object('path', x.path, 'said', x.said, 'decided', x.decided) ORDER BY x.path)
        FROM claude_change x WHERE x.company_id = c.company_id AND x.environment = c.environment AND x.call_id = c.id), '[]') AS changes
    FROM claude_call c
    LEFT JOIN document d ON d.company_id = c.company_id AND d.environment = c.environment AND d.id = c.document_id
    LEFT JOIN LATERAL (
      SELECT o.id FROM proposal o WHERE o.company_id = c.company_id AND o.environment = c.environment AND o.document_id = c.document_id
        AND (c.part IS NULL OR (o.part ->> 'index')::int = c.part) ORDER BY o.created_at LIMIT 1) p ON true
    WHERE c.company_id = ${companyId}::uuid AND c.environment = ${environment}
      AND (${before}::timestamptz IS NULL OR c.started_at < ${before}::timestamptz)
    ORDER BY c.started_at DESC, c.attempt DESC LIMIT ${take}`;
}
