import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { doubtOf } from "@/lib/holded/outbox/doubt";
import { mayExistInHolded } from "@/lib/holded/outbox/intent";
import type { PushKindName, PushPlan } from "@/lib/holded/push-plan";
import type { FaultKind } from "@/lib/holded/sandbox/faults";
import { verifyChain } from "@/lib/platform/audit";
import { testDatabase } from "@/lib/testing/database";
import { approved, askAgain, connected, runOnce, runOut, testHolded, type Connected } from "@/lib/testing/holded";
import { workplace, type Work, type Workplace } from "@/lib/testing/holded-work";

testDatabase();
const holded = testHolded();

type Company = Connected & Workplace;
type AnyWork = Pick<Work, "times"> & { readonly plan: PushPlan };
let rich: Company;
let poor: Company;
/** Work for the faults, made before any of them is ordered. */
const prepared = new Map<string, readonly { readonly company: Company; readonly work: AnyWork }[]>();

beforeAll(async () => {
  const windows = { minute: 5_000, month: null };
  const company = async (plan: "premium" | "estandar"): Promise<Company> => {
    const one = await connected(holded(), { switches: { plan, windows } });
    return { ...one, ...(await workplace(holded, one.account, one.token)) };
  };
  rich = await company("premium");
  poor = await company("estandar");
  for (const { kind, fault } of cases) {
    // Only leads are written in another way where there are no custom fields.
    const companies = kind === "lead" ? [rich, poor] : [rich];
    prepared.set(`${kind} ${fault}`, await Promise.all(companies.map(async (one) => ({ company: one, work: await one.work[kind]() }))));
  }
});

afterAll(() => expect(holded().control.state().ownMistakes).toEqual([]));

const settled = { kind: "settled", holdedId: expect.any(String) as string };

/** What each kind writes, as a pattern of the path. */
const writes: Readonly<Record<PushKindName, string>> = {
  purchase: "/purchases$",
  contact: "/contacts/\\w+$",
  estimate: "/estimates$",
  estimate_change: "/estimates/\\w+$",
  estimate_send: "/send$",
  reconcile: "/reconcile$",
  bank_statement: "/bank-movements$",
  payment: "/payments$",
  lead: "/leads$",
  lead_note: "/notes$",
  lead_task: "/tasks$",
  lead_stage: "/stage$",
  event: "/events$",
  project_time: "/times$",
  inbox_attach: "/attach$",
};
const kinds = Object.keys(writes) as PushKindName[];
const faults: readonly FaultKind[] = ["drop_before", "drop_after", "500_after"];
const cases = kinds.filter((kind) => kind !== "estimate_send").flatMap((kind) => faults.map((fault) => ({ kind, fault })));
const methods: Partial<Record<PushKindName, string>> = { contact: "PUT", estimate_change: "PUT", lead_stage: "PUT" };

describe("every kind of approved write", { timeout: 60_000 }, () => {
  it.concurrent.each(kinds)("%s is written once, read back and settled", async (kind) => {
    for (const { scope, work } of [rich, poor]) {
      const { plan, times } = await work[kind]();
      const { pushId, externalRef } = await approved(scope, plan);
      expect(await runOut(scope, pushId)).toEqual(settled);
      expect(times(externalRef)).toBe(1);
    }
  });

  it.concurrent.each(cases)("$kind stands there once although Holded answers $fault", async ({ kind, fault }) => {
    for (const { company, work } of prepared.get(`${kind} ${fault}`) ?? []) {
      const { scope, account } = company;
      const { pushId, externalRef, proposalId } = await approved(scope, work.plan);
      holded().control.fault({ kind: fault, match: { method: methods[kind] ?? "POST", path: writes[kind], account } });
      let outcome = await runOut(scope, pushId, 1_200);
      if (outcome.kind === "failed" && doubtOf(outcome.failure) !== null) {
        // Holded has not shown a note of this company yet, so a person looks.
        await askAgain(scope, proposalId, work.times(externalRef) === 1);
        outcome = await runOut(scope, pushId, 1_200);
      }
      expect(outcome).toEqual(settled);
      expect(work.times(externalRef)).toBe(1);
    }
  });

  it("leaves an unbroken audit trail", async () => {
    for (const { scope } of [rich, poor]) expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });
});

describe("what stood there before", { timeout: 60_000 }, () => {
  it("is not taken for our payment, although it says the same", async () => {
    const { scope, account, token, work } = rich;
    const { plan, times } = await work.payment();
    const body = { amount: plan.amount, date: plan.date, treasury_id: plan.accountId };
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    await fetch(`${holded().url}/api/v2/purchases/${plan.document.id}/payments`, { method: "POST", headers, body: JSON.stringify(body) });
    holded().control.fault({ kind: "drop_before", match: { method: "POST", path: `${plan.document.id}/payments$`, account } });
    const { pushId } = await approved(scope, { ...plan, document: { ...plan.document, pending: "60.50" } });
    expect(await runOut(scope, pushId)).toEqual(settled);
    expect(times("")).toBe(2);
  });

  it("is counted among hours: two pushes that say the same make two more entries", async () => {
    const { scope, work, account } = rich;
    const { plan } = await work.project_time();
    const count = () => holded().control.objects<{ id: string; description: string }>("project-times", account)
      .filter(({ description }) => description === plan.entries[0]?.description).length; // prettier-ignore
    const pushes = [await approved(scope, plan), await approved(scope, plan)];
    holded().control.fault({
      kind: "drop_after",
      match: { method: "POST", path: `${plan.entries[0]?.projectId}/times$`, account },
      times: 2,
    });
    for (const { pushId } of pushes) expect(await runOut(scope, pushId)).toEqual(settled);
    expect(count()).toBe(4);
  });

  it("stops a payment of a document that somebody paid meanwhile", async () => {
    const { scope, token, work } = rich;
    const { plan, times } = await work.payment();
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = { amount: "121.00", date: plan.date, treasury_id: plan.accountId };
    await fetch(`${holded().url}/api/v2/purchases/${plan.document.id}/payments`, { method: "POST", headers, body: JSON.stringify(body) });
    const { pushId } = await approved(scope, plan);
    expect(await runOut(scope, pushId)).toMatchObject({
      kind: "failed",
      failure: { code: "holded.changed_meanwhile", detail: { field: "pending", expected: "121.00", got: "0.00", account: "Banco" } },
    });
    expect(times("")).toBe(1);
  });

  it("stops a lead that somebody moved meanwhile, and completes no contact that somebody changed", async () => {
    const { scope, work, account } = rich;
    const { plan } = await work.lead_stage();
    holded().control.edit(account, "leads", plan.leadId, { stage_id: "elsewhere" });
    const moved = await runOut(scope, (await approved(scope, plan)).pushId);
    expect(moved).toMatchObject({ kind: "failed", failure: { code: "holded.changed_meanwhile", detail: { field: "stage" } } });
    const contact = (await work.contact()).plan;
    holded().control.edit(account, "contacts", contact.contact.mode === "known" ? contact.contact.id : "", { phone: "+34 900 000 000" });
    const changed = await runOut(scope, (await approved(scope, contact)).pushId);
    expect(changed).toMatchObject({ kind: "failed", failure: { code: "holded.changed_meanwhile", detail: { field: "phone" } } });
  });
});

describe("movements of a statement", { timeout: 60_000 }, () => {
  const post = async (accountId: string, body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${rich.token}`, "content-type": "application/json" };
    const url = `${holded().url}/api/v2/treasury/accounts/${accountId}/bank-movements`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };

  it("are not written where the bank's own feed brought one of them in meanwhile, however it words it", async () => {
    const { scope, work } = rich;
    const { plan, times } = await work.bank_statement();
    const [first] = plan.movements;
    await post(plan.accountId, { amount: first?.amount, balance: "77.00", description: "otra cosa", value_date: first?.valueDate });
    const { pushId } = await approved(scope, plan);
    expect(await runOut(scope, pushId)).toMatchObject({
      kind: "failed",
      failure: { code: "holded.changed_meanwhile", detail: { field: "movement", account: "Otro banco" } },
    });
    expect(times("")).toBe(0);
  });

  it("are written beside one that was there when a person approved, even if it says the same", async () => {
    const { scope, account, work } = rich;
    const { plan } = await work.bank_statement();
    const [first] = plan.movements;
    if (!first) throw new Error("no movement");
    const { key: _, valueDate, ...same } = first;
    await post(plan.accountId, { ...same, value_date: valueDate });
    const { pushId } = await approved(scope, { ...plan, standing: [{ valueDate, amount: first.amount, count: 1 }] });
    expect(await runOut(scope, pushId)).toEqual(settled);
    const all = holded().control.objects<{ id: string; banking_account_id: string }>("bank-movements", account);
    expect(all.filter((one) => one.banking_account_id === plan.accountId)).toHaveLength(121);
  });

  it("of a block that arrived in part are completed, and none is written twice", async () => {
    const { scope, account, work } = rich;
    const { plan, times } = await work.bank_statement();
    const { pushId } = await approved(scope, plan);
    holded().control.fault({ kind: "drop_before", match: { method: "POST", path: `${plan.accountId}/bank-movements$`, account } });
    expect(await runOnce(scope, pushId, 2_500)).toMatchObject({ kind: "waiting" });
    const part = plan.movements.slice(0, 7).map(({ key: _, valueDate, ...rest }) => ({ ...rest, value_date: valueDate }));
    await post(plan.accountId, part);
    expect(await runOut(scope, pushId, 300)).toEqual(settled);
    expect(times("")).toBe(1);
  });
});

describe("a mail to a customer", { timeout: 60_000 }, () => {
  it.each(["drop_before", "drop_after", "500_after"] as const)(
    "is never sent again by itself after %s: a person finds out",
    async (kind) => {
      const { scope, account, work } = rich;
      const { plan, times } = await work.estimate_send();
      holded().control.fault({ kind, match: { method: "POST", path: `${plan.estimateId}/send$`, account } });
      const { pushId, proposalId } = await approved(scope, plan);
      const failed = { kind: "failed", failure: { code: "holded.outcome_unknown", detail: { estimate: plan.estimateId } } };
      expect(await runOut(scope, pushId)).toMatchObject(failed);
      expect(await runOut(scope, pushId)).toEqual({ kind: "over" });
      expect(await scope.read((tx) => mayExistInHolded(tx, scope, pushId))).toBe(true);
      const wasSent = times("") === 1;
      expect(wasSent).toBe(kind !== "drop_before");
      await askAgain(scope, proposalId, wasSent);
      expect(await runOut(scope, pushId)).toEqual(settled);
      expect(times("")).toBe(1);
    },
  );
});

describe("a bank movement", { timeout: 60_000 }, () => {
  it("that Holded only ticks off is a failure that says where a person looks, and never done", async () => {
    const company = await connected(holded(), { switches: { plan: "premium", reconcile_purchase: "forces" } });
    const { plan } = await (await workplace(holded, company.account, company.token)).work.reconcile();
    const { pushId } = await approved(company.scope, plan);
    expect(await runOut(company.scope, pushId)).toMatchObject({
      kind: "failed",
      failure: {
        code: "holded.not_reconciled",
        detail: { movement: plan.movement.id, account: "Banco", day: "2026-11-13", status: "forced_reconciled", reconciled: "0.00" },
      },
    });
    const calls = holded().control.calls({ account: company.account, method: "POST", path: "/reconcile$" });
    expect(calls).toHaveLength(1);
  });

  it("that another request holds is waited for", async () => {
    const { scope, account, work } = rich;
    const { plan, times } = await work.reconcile();
    holded().control.fault({ kind: "423", match: { method: "POST", path: `${plan.movement.id}/reconcile$`, account }, times: 2 });
    expect(await runOut(scope, (await approved(scope, plan)).pushId)).toEqual(settled);
    expect(times("")).toBe(1);
  });

  it("that somebody reconciled meanwhile is left alone", async () => {
    const { scope, account, work } = rich;
    const { plan } = await work.reconcile();
    holded().control.edit(account, "bank-movements", plan.movement.id, { status: "reconciled", reconciled_amount: "-181.50" });
    const { pushId } = await approved(scope, plan);
    expect(await runOut(scope, pushId)).toMatchObject({ kind: "failed", failure: { code: "holded.changed_meanwhile" } });
    expect(holded().control.calls({ account, method: "POST", path: `${plan.movement.id}/reconcile$` })).toEqual([]);
  });
});

describe("pushes of one company", { timeout: 60_000 }, () => {
  it("do not wait for one that waits, unless they share something with it", async () => {
    const { scope, account, work } = rich;
    const stuck = (await work.reconcile()).plan;
    holded().control.fault({ kind: "drop_before", match: { method: "POST", path: `${stuck.movement.id}/reconcile$`, account } });
    const waiting = await approved(scope, stuck);
    expect(await runOut(scope, waiting.pushId, 30_000)).toMatchObject({ kind: "waiting" });
    const same = await approved(scope, stuck);
    expect(await runOnce(scope, same.pushId)).toMatchObject({ kind: "busy" });
    const other = await approved(scope, (await work.reconcile()).plan);
    expect(await runOut(scope, other.pushId)).toEqual(settled);
  });
});
