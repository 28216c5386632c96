import "server-only";
import { toCents } from "@/lib/kernel/money";
import { ok } from "@/lib/kernel/result";
import { pause, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import { placeToLook } from "@/lib/holded/outbox/write-once";

/**
 * Before the first write: whether Holded still says what the person saw who approved. A read may be older than a write of
 * somebody's, so a difference counts only when it stays for as long as reads may lag.
 */
export async function stillSo(
  context: RunContext,
  isSo: boolean,
  { field, approved, now }: { readonly field: string; readonly approved: string; readonly now: string | null },
): Promise<StepResult<null>> {
  if (isSo) return ok(null);
  const noticed = context.steps.check;
  const isSame = noticed?.state === "started" && noticed.result.field === field && noticed.result.now === (now ?? "");
  if (!isSame) await recordStarted(context, "check", { field, now: now ?? "" });
  const since = context.steps.check?.startedAt.getTime() ?? 0;
  const lagMs = since + context.readLagMs - context.now().getTime();
  if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
  const detail = { ...placeToLook(context), field, expected: approved, got: now ?? "" };
  return { ok: false, error: { code: "holded.changed_meanwhile", retry: "never", detail } };
}

/** The same for an amount. */
export function unchanged(context: RunContext, field: string, approved: string, now: string | null): Promise<StepResult<null>> {
  return stillSo(context, now !== null && toCents(now) === toCents(approved), { field, approved, now });
}
