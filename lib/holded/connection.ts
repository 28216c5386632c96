import "server-only";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import { storedAccess, type Access } from "@/lib/holded/access";
import {
  isFingerprintElsewhere,
  loadConnection,
  saveConnection,
  updateConnection,
  type Capabilities,
  type Connection,
  type ConnectionStatus,
} from "@/lib/holded/account-store";
import { allowedBaseUrl } from "@/lib/holded/base-url";
import { checkCapabilities, neededPermissions, type Checked } from "@/lib/holded/capability-check";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { enqueueRun } from "@/lib/holded/outbox/jobs";
import { wakePushes } from "@/lib/holded/outbox/store";
import { detectPlan, isPlan, plans, type Plan } from "@/lib/holded/quota";
import { quotaUse, setLimits, setMonth, setMonthLimit, shownLimits } from "@/lib/holded/quota/store";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { systemScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import { sealToken } from "@/lib/platform/vault";

/** What people see of a connection: never the token. */
export type ConnectionView = {
  readonly baseUrl: string;
  readonly lastFour: string;
  readonly status: ConnectionStatus;
  readonly plan: Plan;
  readonly planFrom: Capabilities["planFrom"];
  readonly customFields: boolean;
  readonly numberFormat: Capabilities["numberFormat"];
  readonly permissions: readonly {
    readonly name: string;
    readonly state: "granted" | "missing" | "untested";
    readonly isEssential: boolean;
  }[];
  readonly usage: {
    readonly minute: { readonly used: number; readonly limit: number };
    readonly month: { readonly used: number; readonly limit: number };
  } | null;
  readonly checkedAt: string | null;
  readonly lastUsedAt: string | null;
};

type NewToken = { readonly token: string; readonly baseUrl?: string };

/** What waited for a key is worth trying again when there is a new one. */
const keyTroubles = ["holded.not_connected", "holded.key_refused", "holded.permission_missing", "holded.unreachable"] as const;

/**
 * Saves the token of a company's environment after trying it out. A key that does not work never replaces one that does.
 * Refused: `holded.v1_key`, `input.invalid`, `holded.key_in_use_elsewhere`, `holded.key_refused`, `holded.unreachable`
 * and whatever else keeps the check from finishing.
 */
export async function saveToken(scope: CompanyScope, actor: Actor, given: NewToken): Promise<Result<ConnectionView>> {
  const token = given.token.trim();
  if (/^[0-9a-f]{32}$/i.test(token)) return refuse("holded.v1_key");
  // It travels in a header: no spaces, no control characters.
  if (!/^[\x21-\x7e]{8,500}$/.test(token)) return refuse("input.invalid", { field: "token" });
  const baseUrl = allowedBaseUrl(scope.environment, given.baseUrl);
  if (baseUrl === null) return refuse("input.invalid", { field: "baseUrl" });
  const sealed = sealToken(scope, token);
  if (await systemScope((tx) => isFingerprintElsewhere(tx, scope, sealed.fingerprint))) return elsewhere(scope, actor, sealed.lastFour);

  const earlier = await scope.read((tx) => loadConnection(tx, scope));
  const accountKey = accountKeyOf(earlier, baseUrl, sealed.fingerprint);
  const plan = earlier?.plan ?? "estandar";
  const access: Access = { baseUrl, token, accountKey, plan, numberMode: earlier?.capabilities.numberFormat ?? null, isSaved: false };
  const checked = await checkCapabilities(scope, access);
  if (!checked.ok) return checked;

  const { cipher: tokenCipher, keyVersion, lastFour: tokenLastFour, fingerprint } = sealed;
  const kept = { baseUrl, tokenCipher, keyVersion, tokenLastFour, fingerprint, accountKey };
  const now = new Date();
  try {
    await scope.write(async (tx) => {
      const found = await learnPlan(tx, accountKey, plan, earlier?.capabilities ?? null, checked.value);
      await saveConnection(tx, scope, { ...kept, plan: found.plan, status: "ok", capabilities: found.capabilities, checkedAt: now });
      await audit(tx, scope, actor, earlier ? "connection.token_changed" : "connection.created", `connection:${scope.environment}`, {
        lastFour: tokenLastFour,
        plan: found.plan,
        missing: namesOf(checked.value.permissions, "missing"),
      });
      await wake(tx, scope, now);
      await enqueueSync(tx, scope, "scheduled");
    });
  } catch (error) {
    // Two companies saving the same token at the same moment: the unique fingerprint lets one through.
    if (isUniqueViolation(error)) return elsewhere(scope, actor, sealed.lastFour);
    throw error;
  }
  return viewOrFail(scope);
}

/** Tries the saved token again and keeps what it finds. The failure stands on the connection and comes back. */
export async function testConnection(scope: CompanyScope, actor: Actor): Promise<Result<ConnectionView>> {
  const access = await storedAccess(scope, "person");
  if (!access.ok) return access;
  const checked = await checkCapabilities(scope, access.value);
  const now = new Date();
  await scope.write(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return;
    await audit(tx, scope, actor, "connection.tested", `connection:${scope.environment}`, {
      result: checked.ok ? "ok" : checked.error.code,
    });
    if (!checked.ok) return updateConnection(tx, scope, { status: statusOf(checked.error.code, connection.status), checkedAt: now });
    const found = await learnPlan(
      tx,
      connection.accountKey,
      connection.plan,
      connection.capabilities,
      withWritesOf(checked.value, connection.capabilities),
    );
    await updateConnection(tx, scope, { status: "ok", plan: found.plan, capabilities: found.capabilities, checkedAt: now });
    await wake(tx, scope, now);
  });
  return checked.ok ? viewOrFail(scope) : checked;
}

/** A person knows the plan better than the headers. It decides the windows and where our reference goes. */
export async function setPlan(scope: CompanyScope, actor: Actor, plan: string): Promise<Result<ConnectionView>> {
  if (!isPlan(plan)) return refuse("input.invalid", { field: "plan" });
  const known = await scope.write(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return false;
    await setLimits(tx, connection.accountKey, plan);
    const capabilities = { ...connection.capabilities, planFrom: "person" as const, customFields: plans[plan].customFields };
    await updateConnection(tx, scope, { plan, capabilities });
    await audit(tx, scope, actor, "connection.plan_set", `connection:${scope.environment}`, { from: connection.plan, to: plan });
    return true;
  });
  return known ? viewOrFail(scope) : fail({ code: "holded.not_connected", retry: "later" });
}

/** The connection of this environment as people may see it; null when there is none. */
export function connectionView(scope: CompanyScope): Promise<ConnectionView | null> {
  return scope.read(async (tx) => {
    const connection = await loadConnection(tx, scope);
    if (!connection) return null;
    const { capabilities, checkedAt, lastUsedAt } = connection;
    return {
      baseUrl: connection.baseUrl,
      lastFour: connection.tokenLastFour,
      status: connection.status,
      plan: connection.plan,
      planFrom: capabilities.planFrom,
      customFields: capabilities.customFields,
      numberFormat: capabilities.numberFormat,
      permissions: neededPermissions.map((needed) => ({ ...needed, state: capabilities.permissions[needed.name] ?? "untested" })),
      usage: await quotaUse(tx, connection.accountKey),
      checkedAt: checkedAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    };
  });
}

async function viewOrFail(scope: CompanyScope): Promise<Result<ConnectionView>> {
  const view = await connectionView(scope);
  return view ? ok(view) : fail({ code: "holded.not_connected", retry: "later" });
}

async function elsewhere(scope: CompanyScope, actor: Actor, lastFour: string): Promise<Result<ConnectionView>> {
  await scope.write((tx) =>
    audit(tx, scope, actor, "connection.token_refused", `connection:${scope.environment}`, {
      lastFour,
      reason: "holded.key_in_use_elsewhere",
    }),
  );
  return refuse("holded.key_in_use_elsewhere");
}

/** A changed token of the same connection speaks for the same Holded account, whose windows go on. */
function accountKeyOf(earlier: Connection | null, baseUrl: string, fingerprint: string): string {
  return earlier && earlier.baseUrl === baseUrl ? earlier.accountKey : `token:${fingerprint.slice(0, 24)}`;
}

/**
 * The calls of the check brought headers, which corrected the limits, and the usage, which names a ceiling: they tell the
 * plan. A plan that a person set stays.
 */
async function learnPlan(
  tx: Tx,
  accountKey: string,
  known: Plan,
  earlier: Capabilities | null,
  { usage, permissions }: Checked,
): Promise<Learnt> {
  const planFrom = earlier?.planFrom ?? "assumed";
  const shown = await shownLimits(tx, accountKey, known);
  const plan = planFrom === "person" ? known : detectPlan({ ...shown, ceiling: usage?.ceiling ?? null }, known);
  if (shown.perMonth === null) await setMonthLimit(tx, accountKey, plans[plan].perMonth);
  if (usage) await setMonth(tx, accountKey, usage.used, usage.period);
  return {
    plan,
    capabilities: { numberFormat: earlier?.numberFormat ?? null, permissions, customFields: plans[plan].customFields, planFrom, usage },
  };
}

type Learnt = { readonly plan: Plan; readonly capabilities: Capabilities };

/** The same token as before: what its real writes have shown stays known, because a check does not try writes. */
function withWritesOf(checked: Checked, earlier: Capabilities): Checked {
  const permissions = Object.entries(checked.permissions).map(([name, state]) => [
    name,
    state === "untested" ? (earlier.permissions[name] ?? state) : state,
  ]);
  return { ...checked, permissions: Object.fromEntries(permissions) as Checked["permissions"] };
}

async function wake(tx: Tx, scope: CompanyScope, now: Date): Promise<void> {
  for (const pushId of await wakePushes(tx, scope, keyTroubles, now)) await enqueueRun(tx, scope, pushId, now);
}

function statusOf(code: string, before: ConnectionStatus): ConnectionStatus {
  if (code === "holded.key_refused") return "refused";
  return code === "holded.unreachable" ? "unreachable" : before;
}

function namesOf(permissions: Capabilities["permissions"], state: string): string[] {
  return Object.entries(permissions).flatMap(([name, found]) => (found === state ? [name] : []));
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
}
