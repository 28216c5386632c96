import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { saveToken } from "@/lib/holded/connection";
import { doubtView } from "@/lib/holded/outbox/doubt-view";
import { answerIntent, createIntent, retryIntent, type Intent } from "@/lib/holded/outbox/intent";
import { runPush, type PushOutcome } from "@/lib/holded/outbox/run";
import type { PurchasePlan, PushPlan } from "@/lib/holded/push-plan";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import type { Switches } from "@/lib/holded/sandbox/switches";
import { setAgentLive } from "@/lib/platform/agent-switch";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { forgetEnv } from "@/lib/platform/env";
import type { Environment } from "@/lib/review/model";
import { pdf } from "@/lib/testing/pdf-bytes";
import { admin, company, type TestPerson } from "@/lib/testing/people";

/** One local Holded for the calling test file, with no account in it. Call it after `testDatabase()`. */
export function testHolded(): () => Sandbox {
  const held: { sandbox?: Sandbox } = {};
  beforeAll(async () => {
    held.sandbox = await startSandbox({ seed: [] });
    process.env.HOLDED_SANDBOX_URL = `${held.sandbox.url}/api/v2`;
    process.env.HOLDED_LIVE_URL = `${held.sandbox.url}/api/v2`;
    forgetEnv();
  });
  afterAll(async () => {
    await held.sandbox?.stop();
  });
  return () => {
    if (!held.sandbox) throw new Error("The local Holded exists from beforeAll on, not while the file is read.");
    return held.sandbox;
  };
}

export type Connected = { readonly scope: CompanyScope; readonly eva: TestPerson; readonly account: string; readonly token: string };

type ConnectOptions = {
  readonly switches?: Partial<Switches>;
  readonly permissions?: readonly string[];
  readonly environment?: Environment;
};

/** A new company with an admin, an account of its own in the local Holded, and the token saved. */
export async function connected(sandbox: Sandbox, options: ConnectOptions = {}): Promise<Connected> {
  const { scope, eva } = await company(options.environment ? { environment: options.environment } : {}).with(admin("eva"));
  const { account, token } = newAccount(sandbox, options);
  const saved = await saveToken(scope, eva, { token });
  if (!saved.ok) throw new Error(`the test connection was refused: ${saved.error.code}`);
  if (scope.environment === "live") await setAgentLive(scope, eva, "invoices", true);
  return { scope, eva, account, token };
}

/** An account of the local Holded and a token for it, connected to nobody yet. */
export function newAccount(
  sandbox: Sandbox,
  { switches, permissions }: ConnectOptions = {},
): { readonly account: string; readonly token: string } {
  const account = `acc-${randomUUID().slice(0, 8)}`;
  sandbox.control.addAccount({ key: account, name: `Cuenta ${account}`, taxId: "B12345674", ...(switches ? { switches } : {}) });
  return { account, token: sandbox.control.addToken(account, permissions ? { permissions } : {}) };
}

/** The plan of a small invoice: 2 × 50.00 at 21 %, from a supplier Holded does not know. */
export function plan(change: Partial<PurchasePlan> = {}, body: Partial<PurchasePlan["body"]> = {}): PurchasePlan {
  return {
    kind: "purchase",
    refund: false,
    contact: { mode: "ensure", name: "Suministros Roble, S.L.", code: "B66554430", countryCode: "ES" },
    attachment: null,
    approve: false,
    expect: { subtotal: "100.00", tax: "21.00", total: "121.00" },
    ...change,
    body: {
      number: `F-${randomUUID().slice(0, 6)}`,
      date: "2026-10-14",
      dueDate: "2026-11-13",
      currency: "EUR",
      items: [{ name: "Tornillo 20 mm", units: "2", price: "50", discount: "0", taxes: ["p_iva_21"], account: null }],
      ...body,
    },
  };
}

/** A proposal that a person approved, its undo window over, with the intent that the approval left. */
export async function approved(
  scope: CompanyScope,
  wanted: PushPlan = plan(),
  startAfter = new Date(Date.now() - 1000),
): Promise<Intent & { readonly proposalId: string }> {
  const key = { companyId: scope.companyId, environment: scope.environment };
  return scope.write(async (tx) => {
    const { id: proposalId } = await tx.proposal.create({
      data: { ...key, kind: "invoice", state: "approved", title: wanted.kind, version: 1, pushAfter: startAfter },
      select: { id: true },
    });
    const intent = await createIntent(tx, scope, { proposalId, version: 1, plan: wanted, startAfter });
    if (!intent.ok) throw new Error(intent.error.code);
    return { ...intent.value, proposalId };
  });
}

/** A file of the company; its bytes are what `readFile` of the run gives. */
export async function storedFile(scope: CompanyScope, fileName = "factura.pdf"): Promise<NonNullable<PurchasePlan["attachment"]>> {
  const data = {
    companyId: scope.companyId,
    environment: scope.environment,
    fileName,
    mediaType: "application/pdf",
    byteSize: pdf.length,
    sha256: randomUUID(),
    blobKey: randomUUID(),
  };
  const { id } = await scope.write((tx) => tx.document.create({ data, select: { id: true } }));
  return { documentId: id, fileName, mediaType: "application/pdf" };
}

/** One run of the outbox, with short lease and lag so that tests are quick. */
export function runOnce(scope: CompanyScope, pushId: string, readLagMs = 300): Promise<PushOutcome> {
  return runPush(scope, pushId, { workerId: randomUUID(), readFile: () => Promise.resolve(pdf), leaseMs: 5_000, readLagMs });
}

/** Runs until the push is settled or failed, or until it would have to wait, for itself or another one, longer than a few seconds. */
export async function runOut(scope: CompanyScope, pushId: string, readLagMs = 300): Promise<PushOutcome> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const outcome = await runOnce(scope, pushId, readLagMs);
    if (outcome.kind !== "waiting" && outcome.kind !== "busy") return outcome;
    const waitMs = outcome.until.getTime() - Date.now();
    if (waitMs > 4_000 || Date.now() > giveUpAt) return outcome;
    await sleep(Math.max(0, waitMs) + 5);
  }
}

/** What the retry of a person does to push and proposal; where nobody could look, what her word does that it was done or not. */
export function askAgain(scope: CompanyScope, proposalId: string, wasDone = false): Promise<void> {
  return scope.write(async (tx) => {
    const doubt = await doubtView(tx, scope, proposalId);
    const asked = doubt
      ? await answerIntent(tx, scope, proposalId, { isThere: wasDone, since: doubt.since }, new Date())
      : await retryIntent(tx, scope, proposalId, new Date());
    if (!asked.ok) throw new Error(asked.error.code);
    await tx.proposal.updateMany({ where: { id: proposalId }, data: { state: "sending" } });
  });
}
