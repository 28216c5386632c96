import "server-only";
import { systemScope } from "@/lib/platform/db/scope";

export type QueueFigures = { readonly queue: string; readonly waiting: number; readonly givenUp: number; readonly oldestSeconds: number };

/** How full each queue is, over all companies. Queues of given-up jobs and pg-boss's own are not listed. */
export function queueFigures(): Promise<readonly QueueFigures[]> {
  return systemScope(
    (tx) => tx.$queryRaw<QueueFigures[]>`
      SELECT q.name AS queue,
        count(j.id) FILTER (WHERE j.state IN ('created', 'retry') AND j.start_after <= now())::int AS waiting,
        count(j.id) FILTER (WHERE j.state = 'failed')::int AS "givenUp",
        coalesce(extract(epoch FROM now() - min(j.start_after) FILTER (WHERE j.state IN ('created', 'retry') AND j.start_after <= now())), 0)::float8 AS "oldestSeconds"
      FROM pgboss.queue q LEFT JOIN pgboss.job j ON j.name = q.name
      WHERE q.name NOT LIKE '%.dead' AND NOT starts_with(q.name, '__') GROUP BY q.name ORDER BY q.name`,
  );
}
