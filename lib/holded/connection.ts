import "server-only";
import { fail, ok, refuse, type FailureCode, type Result } from "@/lib/kernel/result";
import { storedAccess, type Access } from "@/lib/holded/access";
import {
  loadConnection,
  saveConnection,
  updateConnection,
  type Capabilities,
  type Connection,
  type ConnectionStatus,
} from "@/lib/holded/account-store";
import { identify, opensOtherBooks, recogniseAccount, type Identity } from "@/lib/holded/accounts/identity";
import { joinAccounts, keepMarkers } from "@/lib/holded/accounts/store";
import { markersOf } from "@/lib/holded/accounts/markers";
import { allowedBaseUrl } from "@/lib/holded/base-url";
import { checkCapabilities, type Checked } from "@/lib/holded/capability-check";
import { viewOf, type ConnectionView } from "@/lib/holded/connection-view";
import { learnPlan, type Learnt } from "@/lib/holded/learn-plan";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { isPlan, plans } from "@/lib/holded/quota";
import { setLimits } from "@/lib/holded/quota/store";
import { wakeNowAndAgain, wakeWaiting } from "@/lib/holded/outbox/wake";
import { lockConnection, takeOver } from "@/lib/holded/tokens/slots";
import { isFingerprintElsewhere, keepToken, type NewToken } from "@/lib/holded/tokens/store";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { systemScope, type CompanyScope } from "@/lib/platform/db/scope";
import { fingerprintKey } from "@/lib/platform/fingerprint-key";
import { fingerprintOf, seal } from "@/lib/platform/vault";

type GivenToken = { readonly token: string; readonly baseUrl?: string };

/** A token that has the right form and may be tried: where it goes, and as what it is kept. */
type Trial = {
  readonly access: Access;
  readonly kept: NewToken;
  readonly earlier: Connection | null;
  readonly isRotation: boolean;
};

/**
 * Saves the token of a company's environment after trying it out. A key that does not work never replaces one that does;
 * the one that it replaces stays in the old slot for a day, and calls that began with it finish on it.
 * Refused: `holded.v1_key`, `input.invalid`, `holded.key_in_use_elsewhere`, `holded.other_account`,
 * `holded.sandbox_account_in_live`, `holded.live_account_in_sandbox`, `holded.key_refused`, `holded.unreachable` and
 * whatever else keeps the check from finishing.
 */
export async function saveToken(scope: CompanyScope, actor: Actor, given: GivenToken): Promise<Result<ConnectionView>> {
  const trial = await prepareTrial(scope, actor, given);
  if (!trial.ok) return trial;
  const { access, kept, isRotation } = trial.value;
  const checked = await checkCapabilities(scope, access);
  if (!checked.ok) return checked;
  const { baseUrl, accountKey: ownKey } = access;
  const identity = await identify(scope, { baseUrl, ids: checked.value.ids, ownKey, isRotation });
  if (!identity.ok) return refuseToken(scope, actor, kept.lastFour, identity.error.code);
  if (isRotation && !identity.value.isKnown && (await opensOtherBooks(scope, access))) {
    return refuseToken(scope, actor, kept.lastFour, "holded.other_account");
  }
  if (identity.value.accountKey !== ownKey) await joinAccounts(ownKey, identity.value.accountKey);
  try {
    await putInUse(scope, actor, { ...trial.value, checked: checked.value, identity: identity.value });
  } catch (error) {
    // Two companies saving the same token at the same moment: the unique fingerprint lets one through.
    if (isUniqueViolation(error)) return refuseToken(scope, actor, kept.lastFour, "holded.key_in_use_elsewhere");
    throw error;
  }
  // Somebody may have saved another token of the same account meanwhile.
  await recogniseAccount(scope, checked.value.ids);
  return viewOrFail(scope, actor);
}

async function prepareTrial(scope: CompanyScope, actor: Actor, given: GivenToken): Promise<Result<Trial>> {
  const token = given.token.trim();
  if (/^[0-9a-f]{32}$/i.test(token)) return refuse("holded.v1_key");
  // It travels in a header: no spaces, no control characters.
  if (!/^[\x21-\x7e]{8,500}$/.test(token)) return refuse("input.invalid", { field: "token" });
  const baseUrl = allowedBaseUrl(scope.environment, given.baseUrl);
  if (baseUrl === null) return refuse("input.invalid", { field: "baseUrl" });
  const fingerprint = fingerprintOf(token, await systemScope(fingerprintKey));
  const lastFour = token.slice(-4);
  const isElsewhere = await systemScope((tx) => isFingerprintElsewhere(tx, scope, fingerprint));
  if (isElsewhere) return refuseToken(scope, actor, lastFour, "holded.key_in_use_elsewhere");
  const earlier = await scope.read((tx) => loadConnection(tx, scope));
  const isRotation = earlier?.baseUrl === baseUrl;
  return ok({
    access: {
      baseUrl,
      token,
      // A changed token of the same connection speaks for the same Holded account, whose windows go on.
      accountKey: earlier && isRotation ? earlier.accountKey : `token:${fingerprint.slice(0, 24)}`,
      plan: earlier?.plan ?? "estandar",
      numberMode: earlier?.capabilities.numberFormat ?? null,
      isSaved: false,
    },
    kept: { sealed: seal(scope, "token", token), lastFour, fingerprint },
    earlier,
    isRotation,
  });
}

type Tried = Trial & { readonly checked: Checked; readonly identity: Identity };

/** One transaction: the slots, what the check found, who did it, and the jobs that follow. */
async function putInUse(scope: CompanyScope, actor: Actor, { access, kept, earlier, checked, identity }: Tried): Promise<void> {
  const now = new Date();
  const { baseUrl } = access;
  const { accountKey } = identity;
  const known = { accountKey, plan: sharedPlan(earlier, identity) ?? access.plan, capabilities: earlier?.capabilities ?? null };
  const found = await learnPlan(scope, known, checked);
  await scope.write(async (tx) => {
    await lockConnection(tx, scope);
    const before = await loadConnection(tx, scope);
    const tokenId = await keepToken(tx, scope, kept);
    const slots = await takeOver(tx, scope, before, { tokenId, baseUrl }, now);
    await saveConnection(tx, scope, { baseUrl, accountKey, ...slots, ...found, status: "ok", checkedAt: now });
    await keepMarkers(tx, accountKey, markersOf(baseUrl, checked.ids));
    await wakeNowAndAgain(tx, scope, now);
    await enqueueSync(tx, scope, "scheduled");
    // Last, because the trail is locked until the end: whoever holds a push waits for it too.
    await audit(tx, scope, actor, before ? "connection.token_changed" : "connection.created", `connection:${scope.environment}`, {
      lastFour: kept.lastFour,
      token: tokenId,
      oldToken: slots.oldTokenId,
      plan: found.plan,
      missing: missingOf(checked.permissions),
    });
  });
}

/** A new connection of an account that another connection knows has its plan. */
function sharedPlan(earlier: Connection | null, { plan }: Identity) {
  return earlier === null && plan !== null && isPlan(plan) ? plan : null;
}

/** Tries the saved token again and keeps what it finds. The failure stands on the connection and comes back. */
export async function testConnection(scope: CompanyScope, actor: Actor): Promise<Result<ConnectionView>> {
  const access = await storedAccess(scope, "person");
  if (!access.ok) return access;
  const checked = await checkCapabilities(scope, access.value);
  const now = new Date();
  const found = checked.ok ? await learnAgain(scope, checked.value) : null;
  await scope.write(async (tx) => {
    await lockConnection(tx, scope);
    const connection = await loadConnection(tx, scope);
    // Tested was a token that gave way to another meanwhile: it says nothing of that one.
    if (!connection || connection.tokenId !== access.value.tokenId) return;
    if (found) {
      await updateConnection(tx, scope, { status: "ok", ...found, checkedAt: now });
      await wakeWaiting(tx, scope, now);
    }
    const result = checked.ok ? "ok" : checked.error.code;
    if (!checked.ok) await updateConnection(tx, scope, { status: statusOf(checked.error.code, connection.status), checkedAt: now });
    await audit(tx, scope, actor, "connection.tested", `connection:${scope.environment}`, { result });
  });
  if (!checked.ok) return checked;
  await recogniseAccount(scope, checked.value.ids);
  return viewOrFail(scope, actor);
}

async function learnAgain(scope: CompanyScope, checked: Checked): Promise<Learnt | null> {
  const connection = await scope.read((tx) => loadConnection(tx, scope));
  return connection && learnPlan(scope, connection, withWritesOf(checked, connection.capabilities));
}

/** A person knows the plan better than the headers. It decides the windows and where our reference goes. */
export async function setPlan(scope: CompanyScope, actor: Actor, plan: string): Promise<Result<ConnectionView>> {
  if (!isPlan(plan)) return refuse("input.invalid", { field: "plan" });
  const known = await scope.write(async (tx) => {
    await lockConnection(tx, scope);
    const connection = await loadConnection(tx, scope);
    if (!connection) return false;
    await setLimits(tx, connection.accountKey, plan);
    const capabilities = { ...connection.capabilities, planFrom: "person" as const, customFields: plans[plan].customFields };
    await updateConnection(tx, scope, { plan, capabilities });
    await audit(tx, scope, actor, "connection.plan_set", `connection:${scope.environment}`, { from: connection.plan, to: plan });
    return true;
  });
  return known ? viewOrFail(scope, actor) : fail({ code: "holded.not_connected", retry: "later" });
}

/**
 * The connection of this environment as people may see it; null when there is none. Other companies of the same Holded
 * account are named to a viewer who belongs to them, and otherwise only counted.
 */
export function connectionView(scope: CompanyScope, viewer?: Actor): Promise<ConnectionView | null> {
  return viewOf(scope, viewer);
}

async function viewOrFail(scope: CompanyScope, viewer: Actor): Promise<Result<ConnectionView>> {
  const view = await viewOf(scope, viewer);
  return view ? ok(view) : fail({ code: "holded.not_connected", retry: "later" });
}

async function refuseToken(scope: CompanyScope, actor: Actor, lastFour: string, reason: FailureCode): Promise<Result<never>> {
  await scope.write((tx) => audit(tx, scope, actor, "connection.token_refused", `connection:${scope.environment}`, { lastFour, reason }));
  return refuse(reason);
}

/** The same token as before: what its real writes have shown stays known, because a check does not try writes. */
function withWritesOf(checked: Checked, earlier: Capabilities): Checked {
  const permissions = Object.entries(checked.permissions).map(([name, state]) => [
    name,
    state === "untested" ? (earlier.permissions[name] ?? state) : state,
  ]);
  return { ...checked, permissions: Object.fromEntries(permissions) as Checked["permissions"] };
}

function statusOf(code: string, before: ConnectionStatus): ConnectionStatus {
  if (code === "holded.key_refused") return "refused";
  return code === "holded.unreachable" ? "unreachable" : before;
}

function missingOf(permissions: Capabilities["permissions"]): string[] {
  return Object.entries(permissions).flatMap(([name, found]) => (found === "missing" ? [name] : []));
}

function isUniqueViolation(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
}
