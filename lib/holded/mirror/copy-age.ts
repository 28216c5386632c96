import "server-only";
import { failureCodes, type FailureCode } from "@/lib/kernel/result";
import { lastLook } from "@/lib/holded/mirror/due";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { loadMirrorStates } from "@/lib/holded/mirror/state";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

type CopyAge = {
  /** Too old to decide on: what is approved now may be settled there already. */
  readonly isTooOld: boolean;
  /** When the oldest part of it was last compared with Holded; null: a part of it never was. */
  readonly since: Date | null;
  /** What keeps it from being newer; null: nothing. */
  readonly failure: FailureCode | null;
};

const hourMs = 3_600_000;
const oldestMs = 48 * hourMs;
/** While reading fails nobody knows what has changed since: half a working day is borne, a night is not. */
const oldestFailingMs = 4 * hourMs;

/** How old the copy of what a decision rests on is, and whether that is too old for an approval. */
export async function copyAge(tx: Tx, scope: CompanyScope, decisive: readonly MirrorResource[], now: Date): Promise<CopyAge> {
  const states = await loadMirrorStates(tx, scope);
  const parts = decisive.map((resource) => ({ at: lastLook(states.get(resource)), failure: states.get(resource)?.failure?.code ?? null }));
  const failure = parts.map((part) => part.failure).find((code) => code !== null) ?? null;
  const limit = now.getTime() - (failure === null ? oldestMs : oldestFailingMs);
  const looks = parts.map(({ at }) => at?.getTime() ?? null);
  const oldest = looks.reduce((low, at) => (low === null || at === null ? null : Math.min(low, at)), Infinity as number | null);
  return {
    isTooOld: oldest === null || oldest < limit,
    since: oldest === null ? null : new Date(oldest),
    failure: failureCodes.find((code) => code === failure) ?? null,
  };
}
