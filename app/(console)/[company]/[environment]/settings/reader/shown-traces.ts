import "server-only";
import { z } from "zod";
import type { ShownTrace } from "@/components/settings/trace-list";
import { microsToCents } from "@/lib/claude/micros";
import { listTraces } from "@/lib/claude/traces";
import type { OpenedCompany } from "@/lib/platform/http/membership";

const pageSize = 30;

/** One page of the questions that were asked, and where the older ones are. An odd address shows the newest. */
export async function shownTraces(
  { scope, company, environment }: OpenedCompany,
  before: unknown,
): Promise<{ readonly traces: readonly ShownTrace[]; readonly older: string | null }> {
  const from = z.iso.datetime().safeParse(before);
  const wanted = { before: from.success ? new Date(from.data) : null, take: pageSize + 1 };
  const found = await scope.read((tx) => listTraces(tx, scope, wanted));
  const shown = found.slice(0, pageSize);
  const base = `/${company.slug}/${environment}`;
  const last = shown.at(-1);
  return {
    traces: shown.map(({ startedAt, costMicros, proposalId, documentId: _, ...trace }) => ({
      ...trace,
      startedAt: startedAt.toISOString(),
      cents: microsToCents(costMicros),
      itemHref: proposalId === null ? null : `${base}/invoices?open=${proposalId}`,
    })),
    older:
      found.length > pageSize && last ? `${base}/settings/reader?before=${encodeURIComponent(last.startedAt.toISOString())}#traces` : null,
  };
}
