import "server-only";
import { lastLook } from "@/lib/holded/mirror/due";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { loadMirrorStates } from "@/lib/holded/mirror/state";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What the prices, taxes and the customer of a quote rest on. */
export const decisiveResources: readonly MirrorResource[] = ["product", "contact", "tax"];

const oldestMs = 48 * 3_600_000;

/** How old the copy of catalogue and customers is, and whether that is too old to approve prices on. */
export async function copyAge(
  tx: Tx,
  scope: CompanyScope,
  now: Date,
): Promise<{ readonly isTooOld: boolean; readonly since: Date | null }> {
  const states = await loadMirrorStates(tx, scope);
  const looks = decisiveResources.map((resource) => lastLook(states.get(resource))?.getTime() ?? null);
  const oldest = looks.reduce((low, at) => (low === null || at === null ? null : Math.min(low, at)), Infinity as number | null);
  return { isTooOld: oldest === null || oldest < now.getTime() - oldestMs, since: oldest === null ? null : new Date(oldest) };
}
