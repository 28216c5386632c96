import "server-only";
import { clearRows, clearSums, movementFacets, movementRows, movementTotal } from "@/lib/agents/reconciliation/list-store";
import type { MovementFilter, MovementQuery } from "@/lib/agents/reconciliation/list-query";
import type { ClearRow, MovementPage } from "@/lib/agents/reconciliation/list-view";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { bucketCounts } from "@/lib/review/queries";
import { countsFrom, viewerOf } from "@/lib/review/queue-page";

const kind = "reconciliation" as const;

/** One page of the movements of a tab, with the counts of all tabs. Somebody who may not read them sees an empty list. */
export function movementPage(scope: CompanyScope, actor: Actor, query: MovementQuery): Promise<MovementPage> {
  return scope.read(async (tx) => {
    const viewer = await viewerOf(tx, scope, actor, { kind });
    if (!viewer) return { rows: [], counts: countsFrom(new Map()), total: 0, clear: { count: 0, totals: [] }, facets: null };
    const isFirst = query.offset === 0;
    return {
      rows: await movementRows(tx, scope, viewer, query),
      counts: countsFrom(await bucketCounts(tx, scope, viewer, kind)),
      total: await movementTotal(tx, scope, viewer, query),
      clear: isFirst ? await clearSums(tx, scope, viewer, query) : { count: 0, totals: [] },
      facets: isFirst ? await movementFacets(tx, scope, viewer, query) : null,
    };
  });
}

/** What one keystroke may approve together, of the movements that match. */
export function clearMovements(scope: CompanyScope, actor: Actor, filter: MovementFilter): Promise<readonly ClearRow[]> {
  return scope.read(async (tx) => {
    const viewer = await viewerOf(tx, scope, actor, { kind });
    return viewer ? clearRows(tx, scope, viewer, filter) : [];
  });
}
