import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it, vi } from "vitest";
import "@/lib/agents/all";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { bulkApprove } from "@/lib/review/bulk-approve";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { undoDecision } from "@/lib/review/undo-decision";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";
import { supplierPaper } from "@/lib/testing/supplier-paper";

testDatabase();
afterAll(closeReaders);
// The first file wakes the reading process, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const mine = "ES9121000418450200051332";
const known = "ES7921000813610123456789";
type Contact = { readonly id: string; readonly name: string; readonly code: string | null; readonly iban?: string };

async function desk(...contacts: readonly Contact[]) {
  const { scope, ana, luis } = await company().with(accountant("ana"), accountant("luis"));
  const row = { companyId: scope.companyId, environment: scope.environment, seenAt: new Date() };
  const tax = { key: "p_iva_21", name: "IVA 21 %", rate: "21", scope: "purchases", group: "iva", isActive: true };
  const bare = { vatNumber: null, tradeName: null, type: null, iban: null, expenseAccountId: null };
  const rows = contacts.map((one) => ({
    ...row,
    resource: "contact",
    holdedId: one.id,
    code: one.code,
    foldedName: one.name.toLowerCase(),
    data: { ...bare, ...one },
  }));
  await scope.write((tx) =>
    tx.mirrorObject.createMany({ data: [{ ...row, resource: "tax", holdedId: "t", code: tax.key, data: tax }, ...rows] }),
  );
  return { scope, ana, luis };
}

async function read(scope: CompanyScope, who: TestPerson, given: Partial<Parameters<typeof supplierPaper>[0]> = {}) {
  const bytes = await supplierPaper({ key: "A-2291/26", label: "Número de factura:", iban: mine, ...given });
  const { proposalId } = valueOf(await receiveUpload(scope, who, { fileName: "factura.pdf", bytes, source: "upload" }));
  await readInvoice(scope, proposalId);
  return valueOf(await itemView(scope, proposalId));
}
const now = async (scope: CompanyScope, id: string) => valueOf(await itemView(scope, id));
type Seen = { readonly id: string; readonly version: number; readonly payloadHash: string | null };
const seenOf = ({ id, version, payloadHash }: Seen) => ({ id, seenVersion: version, seenHash: payloadHash });
const approve = (scope: CompanyScope, who: TestPerson, item: Seen) =>
  decide(scope, who, { verdict: "approve", requestKey: randomUUID(), ...seenOf(item), typed: "121,00" });
const torrecilla = { id: "c1", name: "Torrecilla Suministros", code: "B47100235", iban: known };

describe("an invoice whose account number changed", () => {
  it("is sent by two different people and no sooner, and its story says who they were", async () => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana);
    expect(item).toMatchObject({ risk: "high", signedBy: null });
    expect(item.reasons.map(({ code }) => code)).toContain("iban.changed");
    expect(valueOf(await approve(scope, ana, item))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(await now(scope, item.id)).toMatchObject({ state: "open", signedBy: { id: ana.personId } });
    expect(codeOf(await approve(scope, ana, item))).toBe("proposal.needs_second_person");
    expect(valueOf(await approve(scope, luis, item)).state).toBe("approved");
    const { events, signedBy } = await now(scope, item.id);
    expect(events.slice(-2)).toMatchObject([
      { kind: "signed", person: { id: ana.personId } },
      { kind: "approved", person: { id: luis.personId } },
    ]);
    expect(signedBy).toBeNull();
    const trail = await scope.read((tx) => tx.auditEntry.findMany({ where: { subject: `proposal:${item.id}` }, orderBy: { seq: "asc" } }));
    expect(trail.map(({ action }) => action).slice(-2)).toEqual(["proposal.signed", "proposal.approved"]);
  });

  it("is never approved in bulk, not even as the second", async () => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana);
    const inBulk = async (who: TestPerson) =>
      valueOf(await bulkApprove(scope, who, { requestKey: randomUUID(), items: [seenOf(item)] })).results.map(({ result }) =>
        codeOf(result),
      );
    expect(await inBulk(ana)).not.toContain("ok");
    valueOf(await approve(scope, ana, item));
    expect(await inBulk(luis)).not.toContain("ok");
    expect((await now(scope, item.id)).state).toBe("open");
  });

  it("is not sent by the one who wrote what is sent", async () => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana);
    const edited = valueOf(
      await editProposal(scope, luis, { ...seenOf(item), payload: { ...(item.payload as object), dueDate: "2026-12-01" } }),
    );
    valueOf(await approve(scope, ana, edited));
    expect(valueOf(await approve(scope, luis, edited))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(valueOf(await approve(scope, ana, edited)).state).toBe("approved");
  });

  it.each([
    ["another", known],
    ["none", null],
  ])("is not sent by one who writes %s into the form", async (_, iban) => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana);
    const payload = item.payload as object;
    const edited = valueOf(await editProposal(scope, ana, { ...seenOf(item), payload: { ...payload, iban } }));
    expect(edited.reasons.map(({ code }) => code)).toContain("iban.changed");
    expect(valueOf(await approve(scope, ana, edited))).toMatchObject({ state: "open", needsSecondPerson: true });
    const again = valueOf(await editProposal(scope, ana, { ...seenOf(edited), payload: { ...payload, iban, dueDate: "2026-12-01" } }));
    expect(valueOf(await approve(scope, ana, again))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(valueOf(await approve(scope, luis, again)).state).toBe("approved");
  });

  it("is judged anew with the printed account back in the form, and forgets what was mistyped", async () => {
    const { scope, ana } = await desk({ ...torrecilla, iban: mine });
    const item = await read(scope, ana);
    const mistyped = valueOf(await editProposal(scope, ana, { ...seenOf(item), payload: { ...(item.payload as object), iban: known } }));
    expect(mistyped.reasons.map(({ code }) => code)).toContain("iban.changed");
    const back = valueOf(await editProposal(scope, ana, { ...seenOf(mistyped), payload: item.payload as object }));
    expect(back.reasons.map(({ code }) => code)).not.toContain("iban.changed");
  });

  it("waits again for two when the first takes the approval back", async () => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana);
    valueOf(await approve(scope, ana, item));
    valueOf(await undoDecision(scope, ana, { id: item.id }));
    expect(valueOf(await approve(scope, luis, item))).toMatchObject({ state: "open", needsSecondPerson: true });
  });
});

describe("an account number that somebody else has", () => {
  it("is found at another contact of the company, and at none of another company's", async () => {
    const { scope, ana } = await desk({ id: "c9", name: "Otra Casa", code: "B98602642", iban: "ES91 2100 0418 4502 0005 1332" });
    const item = await read(scope, ana);
    expect(item.reasons).toContainEqual(
      expect.objectContaining({ code: "iban.of_other_supplier", detail: expect.objectContaining({ other: "Otra Casa" }) }),
    );
    const other = await desk();
    expect((await read(other.scope, other.ana)).reasons.map(({ code }) => code)).not.toContain("iban.of_other_supplier");
  });

  it("is no alarm at a second contact with the same tax id", async () => {
    const { scope, ana } = await desk(
      { ...torrecilla, iban: mine },
      { id: "c2", name: "Torrecilla Suministros", code: "B47100235", iban: mine },
    );
    expect((await read(scope, ana)).reasons.map(({ code }) => code)).not.toContain("iban.of_other_supplier");
  });
});

describe("a supplier that imitates another", () => {
  it.each([
    ["Torrecilla Suministros", "B98602642", "supplier.tax_id_differs"],
    ["T0rrecilla Suministros", "B98602642", "supplier.look_alike"],
    ["Torecilla Suministros", "B98602642", "supplier.look_alike"],
  ])("as %s is told and takes two people", async (name, taxId, code) => {
    const { scope, ana } = await desk(torrecilla);
    const item = await read(scope, ana, { name: `${name}, S.L.`, taxId, iban: undefined });
    expect(item.reasons.map((reason) => reason.code)).toContain(code);
    expect(valueOf(await approve(scope, ana, item))).toMatchObject({ state: "open", needsSecondPerson: true });
  });

  it("takes two people also when one of them chose the contact and wrote its name and tax id", async () => {
    const { scope, ana, luis } = await desk(torrecilla);
    const item = await read(scope, ana, { name: "T0rrecilla Suministros, S.L.", taxId: "B98602642", iban: undefined });
    const supplier = { name: torrecilla.name, taxId: torrecilla.code, contactId: torrecilla.id };
    const edited = valueOf(await editProposal(scope, ana, { ...seenOf(item), payload: { ...(item.payload as object), supplier } }));
    expect(edited).toMatchObject({ risk: "high" });
    expect(edited.reasons.map(({ code }) => code)).toContain("supplier.look_alike");
    expect(valueOf(await approve(scope, ana, edited))).toMatchObject({ state: "open", needsSecondPerson: true });
    expect(valueOf(await approve(scope, luis, edited)).state).toBe("approved");
  });
});

describe("the same invoice a second time", () => {
  it.each([
    ["A-2291/26", "A 2291-26", "duplicate.proposal"],
    ["A-2291/26", "A-2297/26", "duplicate.proposal_misread"],
  ])("is told when %s is read as %s", async (first, second, code) => {
    const { scope, ana } = await desk({ ...torrecilla, iban: mine });
    const one = await read(scope, ana, { key: first });
    const two = await read(scope, ana, { key: second });
    expect(one.reasons.map((reason) => reason.code)).not.toContain(code);
    expect(two.reasons).toContainEqual(expect.objectContaining({ code, detail: expect.objectContaining({ id: one.id }) }));
    expect(two.risk).toBe("high");
  });
});
