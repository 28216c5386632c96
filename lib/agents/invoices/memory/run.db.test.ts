import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it, vi } from "vitest";
import "@/lib/agents/all";
import { learnFromApproval } from "@/lib/agents/invoices/memory/run";
import { allProfiles, deleteProfiles, profileFor } from "@/lib/agents/invoices/memory/store";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { undoDecision } from "@/lib/review/undo-decision";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment, type TestPerson } from "@/lib/testing/people";
import { valueOf } from "@/lib/testing/proposals";
import { supplierPaper, type SupplierPaper } from "@/lib/testing/supplier-paper";

testDatabase();
afterAll(closeReaders);
// The first file wakes the reading process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const tax = { key: "p_iva_21", name: "IVA 21 %", rate: "21", scope: "purchases", group: "iva", isActive: true };
const account = (id: string, number: string) => ({
  resource: "expense_account",
  holdedId: id,
  code: number,
  data: { id, name: `Cuenta ${number}`, number },
});

async function desk() {
  const { scope, ana } = await company().with(accountant("ana"));
  await furnish(scope);
  return { scope, ana };
}

async function furnish(scope: CompanyScope) {
  const rows = [{ resource: "tax", holdedId: "t", code: tax.key, data: tax }, account("a1", "62900000"), account("a2", "60000000")];
  const key = { companyId: scope.companyId, environment: scope.environment };
  await scope.write((tx) => tx.mirrorObject.createMany({ data: rows.map((row) => ({ ...key, seenAt: new Date(), ...row })) }));
}

async function read(scope: CompanyScope, who: TestPerson, given: SupplierPaper) {
  const bytes = await supplierPaper(given);
  const { proposalId } = valueOf(await receiveUpload(scope, who, { fileName: `${randomUUID()}.pdf`, bytes, source: "upload" }));
  await readInvoice(scope, proposalId);
  const item = valueOf(await itemView(scope, proposalId));
  return { ...item, payload: invoicePayload.parse(item.payload) };
}
type Item = Awaited<ReturnType<typeof read>>;

async function approve(
  scope: CompanyScope,
  who: TestPerson,
  item: Item,
  change: (payload: InvoicePayload) => InvoicePayload,
  options: { readonly learns?: boolean } = {},
) {
  const payload = change(item.payload);
  const edited = valueOf(await editProposal(scope, who, { id: item.id, seenVersion: item.version, seenHash: item.payloadHash, payload }));
  const seen = { id: item.id, seenVersion: edited.version, seenHash: edited.payloadHash };
  valueOf(await decide(scope, who, { verdict: "approve", requestKey: randomUUID(), ...seen, typed: payload.total ?? "" }));
  if (options.learns ?? true) await learnFromApproval(scope, item.id);
}
const withNumber = (number: string) => (payload: InvoicePayload) => ({ ...payload, number });
const codes = (item: Item) => item.reasons.map(({ code }) => code);
/** Null: the reader takes nothing for the number, or something that is none. */
const readRight = (item: Item, number: string) => item.payload.number === number;

describe("one correction", () => {
  it("reads the next invoice of the supplier right, and nobody else's: not another supplier's, company's or environment's", async () => {
    const { scope, ana } = await desk();
    const untaught = await read(scope, ana, { key: "QX-770/26" });
    expect(readRight(untaught, "QX-770/26")).toBe(false);
    await approve(scope, ana, untaught, withNumber("QX-770/26"));
    const next = await read(scope, ana, { key: "QX-802/26", net: "200,00", tax: "42,00", total: "242,00" });
    expect(next.payload).toMatchObject({ number: "QX-802/26", total: "242.00" });
    expect(codes(next)).toContain("memory.read_once");
    expect(next.evidence.find(({ path }) => path === "number")?.text).toBe("QX-802/26");

    const stranger = await read(scope, ana, { key: "QX-803/26", taxId: "B98602642", name: "Otra Casa, S.L." });
    expect(readRight(stranger, "QX-803/26")).toBe(false);
    const elsewhere = otherEnvironment(scope);
    expect(await elsewhere.read((tx) => profileFor(tx, elsewhere, next.payload.supplier))).toBeNull();
    const other = await desk();
    const theirs = await read(other.scope, other.ana, { key: "QX-804/26" });
    expect(readRight(theirs, "QX-804/26")).toBe(false);
  });

  it("is forgotten with its profile", async () => {
    const { scope, ana } = await desk();
    await approve(scope, ana, await read(scope, ana, { key: "QX-770/26" }), withNumber("QX-770/26"));
    const [profile] = await scope.read((tx) => allProfiles(tx, scope));
    expect(profile).toMatchObject({ taxId: "B47100235", sources: [{ number: "QX-770/26", corrected: ["number"] }] });
    expect(await scope.write((tx) => deleteProfiles(tx, scope, profile?.id ?? ""))).toBe(1);
    expect(readRight(await read(scope, ana, { key: "QX-802/26" }), "QX-802/26")).toBe(false);
  });

  it("teaches nothing before a person approved it, nor once the approval was taken back", async () => {
    const { scope, ana } = await desk();
    const item = await read(scope, ana, { key: "QX-770/26" });
    await learnFromApproval(scope, item.id);
    expect(await scope.read((tx) => allProfiles(tx, scope))).toEqual([]);
    await approve(scope, ana, item, withNumber("QX-770/26"));
    expect((await scope.read((tx) => profileFor(tx, scope, item.payload.supplier)))?.anchors).toHaveLength(1);
    valueOf(await undoDecision(scope, ana, { id: item.id }));
    expect((await scope.read((tx) => profileFor(tx, scope, item.payload.supplier)))?.anchors).toEqual([]);
  });
});

describe("where the expense of a supplier goes", () => {
  const onAccount = (accountId: string) => (payload: InvoicePayload) => ({
    ...payload,
    number: payload.number ?? "1",
    lines: payload.lines.map((line) => ({ ...line, accountId })),
  });

  it("is proposed as people approved it, with how often as the reason", async () => {
    const { scope, ana } = await desk();
    await approve(scope, ana, await read(scope, ana, { key: "QX-770/26" }), onAccount("a2"));
    const next = await read(scope, ana, { key: "QX-771/26", total: "122,00" });
    expect(next.payload.lines.map(({ accountId }) => accountId)).toEqual(["a2"]);
    expect(next.reasons).toContainEqual(
      expect.objectContaining({
        code: "account.learned",
        detail: expect.objectContaining({ account: "60000000 Cuenta 60000000", count: 1, of: 1 }),
      }),
    );
  });

  it("is proposed from the purchases in Holded where nobody here said anything", async () => {
    const { scope, ana } = await desk();
    const key = { companyId: scope.companyId, environment: scope.environment, seenAt: new Date() };
    const contact = {
      id: "c1",
      name: "Torrecilla",
      code: "B47100235",
      vatNumber: null,
      tradeName: null,
      type: null,
      iban: null,
      expenseAccountId: null,
    };
    const purchase = (id: string, accountId: string) => ({
      ...key, resource: "purchase", holdedId: id, contactId: "c1", numberKey: id, objectDate: new Date("2026-05-01"),
      data: { id, number: id, contactId: "c1", contactName: "Torrecilla", date: "2026-05-01", total: "10.00", currency: "EUR", tags: ["obra", "vb-0123456789"], isApproved: true, lines: [{ name: "Material", account: accountId }] },
    }); // prettier-ignore
    const rows = [
      { ...key, resource: "contact", holdedId: "c1", code: "B47100235", data: contact },
      purchase("p1", "a1"),
      purchase("p2", "a1"),
      purchase("p3", "a2"),
    ];
    await scope.write((tx) => tx.mirrorObject.createMany({ data: rows }));
    const item = await read(scope, ana, { key: "QX-770/26" });
    expect(item.payload.lines.map(({ accountId }) => accountId)).toEqual(["a1"]);
    expect(item.payload.tags).toEqual(["obra"]);
    expect(item.reasons).toContainEqual(
      expect.objectContaining({ code: "account.history", detail: expect.objectContaining({ count: 2, of: 3 }) }),
    );
    expect(codes(item)).toContain("tags.history");
  });
});
