import "server-only";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { loadConnection } from "@/lib/holded/account-store";
import type { Plan } from "@/lib/holded/quota";
import { accountForecast, loadOwnWork } from "@/lib/holded/quota/account-forecast";
import { expectedAtMonthEnd, type Forecast } from "@/lib/holded/quota/forecast";
import { quotaUse, setThirdWindow, type QuotaUse, type ThirdWindow } from "@/lib/holded/quota/store";
import { heldBackSince, loggedCalls, saveVolumesRow, type HeldBack, type HeldBackDay } from "@/lib/holded/quota/volume-store";
import { volumesSchema, type Volumes } from "@/lib/holded/quota/volumes";
import { purposes, type Purpose } from "@/lib/holded/retry";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";

export type QuotaView = {
  readonly plan: Plan;
  readonly isConnected: boolean;
  /** Used and allowed now, of the whole account; null: nobody has called yet. */
  readonly windows: QuotaUse | null;
  /** Calls of the account at the end of the running month. */
  readonly expected: number;
  /** First day of the next month of Holded, when the count begins anew: "2026-12-01". */
  readonly monthEnds: string;
  /** Calls of this company in the running month. */
  readonly byPurpose: Readonly<Record<Purpose, number>>;
  /** What waited or was given back in the running month, by purpose, and day by day. */
  readonly heldBack: readonly HeldBack[];
  readonly heldBackByDay: readonly HeldBackDay[];
  readonly volumes: {
    readonly typed: Volumes | null;
    readonly measured: Volumes | null;
    readonly measuredAt: string | null;
    /** What the forecast takes: what was counted, and where nothing was counted what was said. */
    readonly taken: Volumes;
  };
  /** Of the whole account: this company and `sharedWith` others. */
  readonly forecast: Forecast;
  readonly sharedWith: number;
};

/**
 * What the screens show of the calls to Holded: used, expected, held back, and the forecast. Companies under the same
 * Holded account count in the windows and in the forecast; nothing else of them is seen. Before there is a connection the
 * forecast is for `assumedPlan` and the volumes that were typed.
 */
export async function quotaView(scope: CompanyScope, assumedPlan: Plan = "estandar", now = new Date()): Promise<QuotaView> {
  const monthStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const own = await scope.read(async (tx) => {
    const work = await loadOwnWork(tx, scope);
    return {
      work,
      windows: work.connection && (await quotaUse(tx, work.connection.accountKey)),
      byPurpose: await loggedCalls(tx, scope, monthStart),
      days: await heldBackSince(tx, scope, monthStart.toISOString().slice(0, 10)),
    };
  });
  const { work, windows } = own;
  const { connection, stored } = work;
  const { plan, taken, forecast, sharedWith } = await accountForecast(scope, work, { assumedPlan });
  return {
    plan,
    isConnected: connection !== null,
    windows,
    expected: expectedAtMonthEnd(windows?.month.used ?? 0, forecast.total, now),
    monthEnds: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 10),
    byPurpose: own.byPurpose,
    heldBack: purposes.flatMap((purpose) =>
      summed(
        own.days.filter((one) => one.purpose === purpose),
        purpose,
      ),
    ),
    heldBackByDay: own.days,
    volumes: {
      typed: stored.typed,
      measured: stored.measured,
      measuredAt: stored.measuredAt?.toISOString() ?? null,
      taken,
    },
    forecast,
    sharedWith,
  };
}

/** What an admin says of a month's work before there is anything to count. Refused: `input.invalid`. */
export async function saveVolumes(scope: CompanyScope, actor: Actor, given: unknown): Promise<Result<QuotaView>> {
  const typed = volumesSchema.safeParse(given);
  if (!typed.success) return refuse("input.invalid", { field: typed.error.issues.map(({ path }) => path.join(".")).join(", ") });
  await scope.write(async (tx) => {
    await saveVolumesRow(tx, scope, { typed: typed.data });
    await audit(tx, scope, actor, "quota.volumes_said", `company:${scope.companyId}`, { ...typed.data });
  });
  return ok(await quotaView(scope));
}

/**
 * Sets or switches off (null) the account's third window. Refused: `input.invalid`, `holded.not_connected`.
 */
export async function saveThirdWindow(scope: CompanyScope, actor: Actor, window: ThirdWindow | null): Promise<Result<QuotaView>> {
  const isWhole = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;
  if (window && !(isWhole(window.seconds, 86_400) && isWhole(window.limit, 10_000)))
    return refuse("input.invalid", { field: "thirdWindow" });
  const isSet = await scope.write(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return false;
    await setThirdWindow(tx, connection.accountKey, window);
    await audit(tx, scope, actor, "connection.third_window_set", `connection:${scope.environment}`, window ? { ...window } : { off: true });
    return true;
  });
  return isSet ? ok(await quotaView(scope)) : { ok: false, error: { code: "holded.not_connected", retry: "later" } };
}

function summed(days: readonly HeldBackDay[], purpose: Purpose): HeldBack[] {
  if (days.length === 0) return [];
  const sum = (of: (one: HeldBack) => number) => days.reduce((total, one) => total + of(one), 0);
  return [
    {
      purpose,
      waited: sum(({ waited }) => waited),
      waitedMs: sum(({ waitedMs }) => waitedMs),
      longestMs: Math.max(...days.map(({ longestMs }) => longestMs)),
      postponed: sum(({ postponed }) => postponed),
    },
  ];
}
