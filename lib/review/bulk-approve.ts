import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import type { BulkApproveInput, Decided } from "@/lib/review/inputs";
import { findMember, kindsOf } from "@/lib/review/store";

export type BulkResult = { readonly id: string; readonly result: Result<Decided> };

/**
 * Approves what a person ticked, each item checked again as if it stood alone and in a transaction of its own: one that
 * moved, misses a field or carries high risk is reported and holds nothing else up.
 * Refused as a whole: `access.not_found` when one of them is not there, `input.invalid` for a mix of kinds.
 */
export async function bulkApprove(
  scope: CompanyScope,
  actor: Actor,
  { items, requestKey }: BulkApproveInput,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<Result<{ readonly results: readonly BulkResult[] }>> {
  const unique = [...new Map(items.map((item) => [item.id, item])).values()];
  const kinds = await scope.read(async (tx) => {
    const isMember = actor.kind === "person" && (await findMember(tx, scope, actor.personId)) !== null;
    return isMember ? kindsOf(tx, scope, unique.map(({ id }) => id)) : []; // prettier-ignore
  });
  if (kinds.length < unique.length) return refuse("access.not_found");
  if (new Set(kinds).size > 1) return refuse("input.invalid", { fields: "items" });
  const results: BulkResult[] = [];
  for (const item of unique) {
    const decision = { verdict: "approve", ...item, requestKey: `${requestKey}:${item.id}` } as const;
    results.push({ id: item.id, result: await decide(scope, actor, decision, { clock, isBulk: true }) });
  }
  return ok({ results });
}
