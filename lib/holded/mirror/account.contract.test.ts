import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { saveToken } from "@/lib/holded/connection";
import { syncMirror } from "@/lib/holded/mirror";
import { mirrorAge } from "@/lib/holded/mirror/age";
import { mirrorResources, type MirrorResource } from "@/lib/holded/mirror/model";
import {
  mirroredAccountingAccounts,
  mirroredPaymentMethods,
  mirroredPriceLists,
  mirroredSeries,
  mirroredServices,
} from "@/lib/holded/mirror/read-catalogue";
import { findDocument, findDocuments, findInboxDocuments, openDocuments } from "@/lib/holded/mirror/read-documents";
import {
  findEvents,
  findLead,
  leadsOf,
  mirroredEmployees,
  mirroredFunnels,
  mirroredProjects,
  tasksOfPerson,
  tasksOfProject,
  timesOf,
} from "@/lib/holded/mirror/read-people";
import { findMovement, findMovements, openMovements, paymentsOf } from "@/lib/holded/mirror/read-treasury";
import { readDue, scheduleMirrors } from "@/lib/holded/mirror/schedule";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { findContactsBySender } from "@/lib/holded/store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { forgetEnv } from "@/lib/platform/env";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { admin, company } from "@/lib/testing/people";

testDatabase();

/** A sample company of the local Holded, copied once for the whole file. */
const held: { sandbox?: Sandbox; scope?: CompanyScope } = {};
const sandbox = () => held.sandbox as Sandbox;
const scope = () => held.scope as CompanyScope;

beforeAll(async () => {
  held.sandbox = await startSandbox({ switches: { plan: "premium" } });
  process.env.HOLDED_SANDBOX_URL = `${held.sandbox.url}/api/v2`;
  forgetEnv();
  const made = await company().with(admin("eva"));
  const saved = await saveToken(made.scope, made.eva, { token: demoTokens["ferreteria-aldaba"].full });
  if (!saved.ok) throw new Error(saved.error.code);
  const synced = await syncMirror(made.scope, { purpose: "scheduled" });
  if (!synced.ok) throw new Error(synced.error.code);
  held.scope = made.scope;
}, 180_000);
afterAll(async () => {
  expect(sandbox().control.state().ownMistakes).toEqual([]);
  await sandbox().stop();
});

const idsOf = async (resource: MirrorResource) =>
  (await scope().read((tx) => tx.mirrorObject.findMany({ where: { resource, deletedAt: null }, select: { holdedId: true } })))
    .map(({ holdedId }) => holdedId)
    .sort();

describe("the copy of an account", { timeout: 90_000 }, () => {
  it.each([
    ["contact", "contacts"],
    ["purchase", "purchases"],
    ["invoice", "invoices"],
    ["estimate", "estimates"],
    ["credit_note", "credit-notes"],
    ["sales_receipt", "sales-receipts"],
    ["bank_movement", "bank-movements"],
    ["payment", "payments"],
    ["product", "products"],
    ["service", "services"],
    ["price_list", "price-lists"],
    ["lead", "leads"],
    ["funnel", "funnels"],
    ["event", "events"],
    ["project", "projects"],
    ["task", "tasks"],
    ["project_time", "project-times"],
    ["employee", "employees"],
    ["treasury_account", "treasury-accounts"],
    ["payment_method", "payment-methods"],
    ["warehouse", "warehouses"],
  ] as const)("has every %s that is in Holded", async (resource, collection) => {
    const there = sandbox().control.objects(collection, "ferreteria-aldaba");
    expect(there.length).toBeGreaterThan(resource === "sales_receipt" ? -1 : 0);
    expect(await idsOf(resource)).toEqual(
      there
        .filter((one) => one["archived"] !== true)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("is fresh, and says so of every resource", async () => {
    const ages = await mirrorAge(scope());
    expect(ages.map(({ resource }) => resource)).toEqual(mirrorResources);
    expect(ages.filter(({ isStale, failure }) => isStale || failure !== null)).toEqual([]);
    expect((await mirrorAge(scope(), new Date(Date.now() + 30 * 86_400_000))).filter(({ isStale }) => !isStale)).toEqual([]);
  });

  it("gives nobody anything to do while it is fresh", async () => {
    const before = await scope().read((tx) => tx.integrationCall.count());
    expect(await readDue(scope(), { purpose: "scheduled" })).toMatchObject({ ok: true, value: [] });
    expect(await scope().read((tx) => tx.integrationCall.count())).toBe(before);
    await scope().write((tx) => tx.mirrorState.updateMany({ where: { resource: "lead" }, data: { lookedAt: new Date(0) } }));
    const monday = new Date("2026-11-23T09:00:00Z");
    for (const _ of [1, 2]) await scheduleMirrors(monday);
    const jobs = (await jobsOf(scope())).filter(({ name }) => name === "mirror.sync");
    expect(jobs).toHaveLength(1);
  });

  it("answers a person who asks, at any hour, with what she asked for", async () => {
    const answer = await readDue(scope(), { purpose: "person", resources: ["lead", "funnel"] });
    expect(answer.ok && answer.value.map(({ resource }) => resource).sort()).toEqual(["funnel", "lead"]);
  });

  it("finds what agents look for", async () => {
    const [movement] = sandbox().control.objects("bank-movements", "ferreteria-aldaba");
    const [lead] = sandbox().control.objects("leads", "ferreteria-aldaba");
    const [time] = sandbox().control.objects("project-times", "ferreteria-aldaba");
    const [task] = sandbox().control.objects("tasks", "ferreteria-aldaba");
    const [event] = sandbox().control.objects("events", "ferreteria-aldaba");
    const contact = sandbox()
      .control.objects("contacts", "ferreteria-aldaba")
      .find((one) => typeof one["email"] === "string");
    const invoice = sandbox()
      .control.objects("invoices", "ferreteria-aldaba")
      .find((one) => typeof one["number"] === "string");
    await scope().read(async (tx) => {
      expect(await findMovement(tx, movement?.id ?? "")).toMatchObject({ amount: movement?.["amount"] });
      const accountId = String(movement?.["banking_account_id"]);
      expect((await findMovements(tx, { accountId, amount: String(movement?.["amount"]) })).map(({ id }) => id)).toContain(movement?.id);
      const open = await openMovements(tx, { accountId });
      expect(open.every(({ status }) => status === "pending" || status === "partial")).toBe(true);
      expect(await findDocument(tx, "invoice", invoice?.id ?? "")).toMatchObject({ number: invoice?.["number"] });
      expect((await findDocuments(tx, "invoice", { number: String(invoice?.["number"]) })).map(({ id }) => id)).toContain(invoice?.id);
      expect((await openDocuments(tx, "invoice")).every(({ paymentsPending }) => paymentsPending !== "0.00")).toBe(true);
      expect(await paymentsOf(tx, "nothing")).toEqual([]);
      expect(await findLead(tx, lead?.id ?? "")).not.toBeNull();
      expect((await leadsOf(tx, String(lead?.["contact_id"]))).map(({ id }) => id)).toContain(lead?.id);
      expect((await findContactsBySender(tx, { email: String(contact?.["email"]) })).map(({ id }) => id)).toContain(contact?.id);
      const day = String(time?.["date"]).slice(0, 10);
      expect((await timesOf(tx, String(time?.["user_id"]), { from: day, to: day })).map(({ id }) => id)).toContain(time?.id);
      expect((await tasksOfProject(tx, String(task?.["project_id"]))).map(({ id }) => id)).toContain(task?.id);
      for (const userId of (task?.["assigned_to"] ?? []) as readonly string[]) {
        expect((await tasksOfPerson(tx, userId)).map(({ id }) => id)).toContain(task?.id);
      }
      expect((await findEvents(tx, { contactId: String(event?.["contact_id"]) })).map(({ id }) => id)).toContain(event?.id);
      expect(await mirroredSeries(tx, "invoice")).not.toEqual([]);
      expect((await mirroredAccountingAccounts(tx, "6")).every(({ number }) => number?.startsWith("6"))).toBe(true);
      expect((await findInboxDocuments(tx, ["pending_to_verify"])).every(({ status }) => status === "pending_to_verify")).toBe(true);
      const lists = await Promise.all([mirroredFunnels(tx), mirroredProjects(tx), mirroredEmployees(tx), mirroredPaymentMethods(tx)]);
      expect(lists.filter((list) => list.length === 0)).toEqual([]);
      expect([await mirroredPriceLists(tx), await mirroredServices(tx)].every(Array.isArray)).toBe(true);
    });
  });
});
