import "server-only";
import { z } from "zod";
import { purposes } from "@/lib/holded/retry";
import type { Prisma } from "@/lib/platform/db/generated/client";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { dayEnd, dayStart } from "@/lib/platform/madrid-day";

/** Which calls a person wants to see; pages are cut by the number of the call. */
export const callQuery = z.object({
  outcome: z.enum(["ok", "failed"]).optional().catch(undefined),
  purpose: z.enum(purposes).optional().catch(undefined),
  text: z.string().trim().max(80).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
  before: z.coerce.bigint().positive().optional().catch(undefined),
  after: z.coerce.bigint().positive().optional().catch(undefined),
});
export type CallQuery = z.infer<typeof callQuery>;

/** One call as it stands in the log; bodies were redacted before they were written. */
export type LoggedCall = {
  readonly id: string;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  readonly attempt: number;
  readonly purpose: string;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
  readonly proposalId: string | null;
  readonly requestBody: string | null;
  readonly answerBody: string | null;
};
export type CallPage = { readonly calls: readonly LoggedCall[]; readonly older: string | null; readonly newer: string | null };

const pageSize = 50;

/** One page of the integration log, newest first. */
export function callPage(scope: CompanyScope, query: CallQuery): Promise<CallPage> {
  return scope.read(async (tx) => {
    const forward = query.after !== undefined;
    const rows = await tx.integrationCall.findMany({
      where: whereOf(scope, query),
      orderBy: { id: forward ? "asc" : "desc" },
      take: pageSize + 1,
    });
    const hasMore = rows.length > pageSize;
    const shown = forward ? rows.slice(0, pageSize).reverse() : rows.slice(0, pageSize);
    const [first, last] = [shown[0], shown.at(-1)];
    return {
      calls: shown.map(({ companyId: _c, environment: _e, id, createdAt, requestBody, answerBody, ...call }) => ({
        ...call,
        id: String(id),
        at: createdAt.toISOString(),
        requestBody: bodyText(requestBody),
        answerBody: bodyText(answerBody),
      })),
      older: last !== undefined && (forward || hasMore) ? String(last.id) : null,
      newer: first !== undefined && (forward ? hasMore : query.before !== undefined) ? String(first.id) : null,
    };
  });
}

function whereOf({ companyId, environment }: CompanyScope, query: CallQuery): Prisma.IntegrationCallWhereInput {
  const createdAt = { ...(query.from ? { gte: dayStart(query.from) } : {}), ...(query.to ? { lt: dayEnd(query.to) } : {}) };
  const id = { ...(query.before === undefined ? {} : { lt: query.before }), ...(query.after === undefined ? {} : { gt: query.after }) };
  return {
    companyId,
    environment,
    ...(query.outcome === "failed" ? { failure: { not: null } } : query.outcome === "ok" ? { failure: null } : {}),
    ...(query.purpose ? { purpose: query.purpose } : {}),
    ...(query.text ? { path: { contains: query.text, mode: "insensitive" } } : {}),
    ...(Object.keys(createdAt).length > 0 ? { createdAt } : {}),
    ...(Object.keys(id).length > 0 ? { id } : {}),
  };
}

/** As a person reads it; long bodies are cut, the whole is in the database. */
function bodyText(body: unknown): string | null {
  if (body === null || body === undefined) return null;
  const text = JSON.stringify(body, null, 2);
  return text.length > 20_000 ? `${text.slice(0, 20_000)}\n…` : text;
}
