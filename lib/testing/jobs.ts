import type { CompanyScope } from "@/lib/platform/db/scope";

export type QueuedJob = { readonly name: string; readonly state: string; readonly data: unknown; readonly startAfter: Date };

/** The jobs that name this company in their payload, oldest first. */
export function jobsOf(scope: CompanyScope): Promise<readonly QueuedJob[]> {
  return scope.read(
    (tx) => tx.$queryRaw<QueuedJob[]>`
      SELECT name, state::text AS state, data, start_after AS "startAfter" FROM pgboss.job
      WHERE data->>'companyId' = ${scope.companyId} ORDER BY created_on, id`,
  );
}
