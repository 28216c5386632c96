import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import "@/lib/agents/all";
import { agentHandlers } from "@/lib/agents/handlers";
import { invoicePayload, type InvoicePayload } from "@/lib/agents/invoices/model";
import { readHandler, readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { documentFile } from "@/lib/inbox/document-file";
import { readAgain } from "@/lib/inbox/read-again";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { startWorker } from "@/lib/platform/worker";
import { decide } from "@/lib/review/decide";
import { editProposal } from "@/lib/review/edit-proposal";
import { itemView } from "@/lib/review/item-view";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, type TestPerson } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();
afterAll(closeReaders);

const folder = path.join(import.meta.dirname, "../../../e2e/fixtures/pdf");
const pdf = (name: string) => fs.readFileSync(path.join(folder, `${name}.pdf`));
const clasica = "01-tornilleria-clasica";

type Mirrored = {
  readonly resource: string;
  readonly holdedId: string;
  readonly data: object;
  readonly code?: string;
  readonly contactId?: string;
  readonly numberKey?: string;
};
const contact = (taxId: string): Mirrored => ({
  resource: "contact",
  holdedId: "c1",
  code: taxId,
  data: { id: "c1", name: "Torrecilla", code: taxId, vatNumber: null, tradeName: null, type: null, iban: null, expenseAccountId: null },
});
const tax = (key: string, rate: string): Mirrored => ({
  resource: "tax",
  holdedId: key,
  code: key,
  data: { key, name: `IVA ${rate} %`, rate, scope: "purchases", group: "iva", isActive: true },
});

async function desk(...mirrored: readonly Mirrored[]) {
  const { scope, ana } = await company().with(accountant("ana"));
  const key = { companyId: scope.companyId, environment: scope.environment };
  const rows = [tax("p_iva_21", "21"), ...mirrored].map((row) => ({ ...key, seenAt: new Date(), ...row }));
  await scope.write((tx) => tx.mirrorObject.createMany({ data: rows }));
  return { scope, ana };
}

async function uploaded(scope: CompanyScope, who: TestPerson, bytes: Uint8Array, fileName = "factura.pdf") {
  return valueOf(await receiveUpload(scope, who, { fileName, bytes, source: "upload" }));
}

async function read(scope: CompanyScope, proposalId: string) {
  await readInvoice(scope, proposalId);
  const item = valueOf(await itemView(scope, proposalId));
  const payload: InvoicePayload | null = item.payload === null ? null : invoicePayload.parse(item.payload);
  return { ...item, payload };
}

const approvalOf = (item: { readonly id: string; readonly version: number; readonly payloadHash: string | null }) =>
  ({ verdict: "approve", requestKey: randomUUID(), id: item.id, seenVersion: item.version, seenHash: item.payloadHash }) as const;

describe("reading an uploaded invoice", () => {
  it("proposes what stands on it, with its supplier, its evidence and its story", async () => {
    const { scope, ana } = await desk(contact("B47100235"));
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    const item = await read(scope, proposalId);
    expect(item).toMatchObject({ state: "open", version: 1, title: "A-2291", amount: "239.41", documentDate: "2026-10-14", failure: null });
    expect(item.payload).toMatchObject({ number: "A-2291", total: "239.41", supplier: { taxId: "B47100235", contactId: "c1" } });
    expect(item.evidence.find((one) => one.path === "number")?.text).toContain("A-2291");
    expect(item.proposedBy?.reader).toBe("pdf-text");
    expect(item.document?.pages).toMatchObject([{ number: 1 }]);
    expect(item.events.map(({ kind }) => kind)).toEqual(["received", "read", "proposed"]);
    expect(item.versions).toMatchObject([{ version: 1, origin: "agent", person: null }]);
    expect(await verifyChain(scope)).toMatchObject({ ok: true, entries: 3 });
  });

  it("leaves nothing that a person would have to confirm twice: the approval follows at the first click", async () => {
    const { scope, ana } = await desk(contact("B47100235"));
    const { proposalId, documentId } = await uploaded(scope, ana, pdf(clasica));
    const item = await read(scope, proposalId);
    expect(codeOf(await decide(scope, ana, approvalOf(item)))).toBe("ok");
    const push = await scope.read((tx) => tx.push.findFirstOrThrow({ where: { proposalId } }));
    expect(push.plan).toMatchObject({
      contact: { mode: "known", id: "c1" },
      body: { number: "A-2291", date: "2026-10-14" },
      attachment: { documentId, fileName: "factura.pdf", mediaType: "application/pdf" },
      approve: false,
      expect: { subtotal: "197.86", tax: "41.55", total: "239.41" },
    });
  });

  it("is judged again after an edit: what a person mended no longer stands against it", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    const item = await read(scope, proposalId);
    const seen = { id: item.id, seenVersion: item.version, seenHash: item.payloadHash };
    const broken = valueOf(await editProposal(scope, ana, { ...seen, payload: { ...item.payload, number: null } }));
    expect(broken.reasons).toContainEqual(expect.objectContaining({ code: "number.missing", level: "block", path: "number" }));
    const now = { id: item.id, version: broken.version, payloadHash: broken.payloadHash };
    expect(codeOf(await decide(scope, ana, approvalOf(now)))).toBe("proposal.incomplete");
    const mended = valueOf(
      await editProposal(scope, ana, { id: item.id, seenVersion: broken.version, seenHash: broken.payloadHash, payload: item.payload }),
    );
    expect(mended.reasons.map(({ code }) => code)).not.toContain("number.missing");
    expect(mended.payloadHash).toBe(item.payloadHash);
  });

  it("happens once, however often the job is repeated and by however many workers at the same time", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    await Promise.all([readInvoice(scope, proposalId), readInvoice(scope, proposalId)]);
    const item = await read(scope, proposalId);
    expect(item.versions).toHaveLength(1);
    expect(item.events.map(({ kind }) => kind)).toEqual(["received", "read", "proposed"]);
  });

  it("begins again after a crash at the last moment", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    const dying: CompanyScope = {
      ...scope,
      write: (fn) =>
        scope.write(async (tx) => {
          await fn(tx);
          throw new Error("the worker died before the commit");
        }),
    };
    await expect(readInvoice(dying, proposalId)).rejects.toThrow("died before");
    expect(valueOf(await itemView(scope, proposalId))).toMatchObject({ state: "reading", payload: null });
    expect((await read(scope, proposalId)).state).toBe("open");
  });

  it("runs by itself in a worker, from the upload to the proposal", async () => {
    const { scope, ana } = await desk();
    const worker = await startWorker(agentHandlers);
    try {
      const { proposalId } = await uploaded(scope, ana, pdf(clasica));
      const state = async () => valueOf(await itemView(scope, proposalId)).state;
      await vi.waitFor(async () => expect(await state()).toBe("open"), { timeout: 20_000, interval: 100 });
    } finally {
      await worker.stop(5000);
    }
  });
});

describe("what may be there already", () => {
  it("the same file again is proposed as a duplicate and takes more than a click", async () => {
    const { scope, ana } = await desk(contact("B47100235"));
    const [first, second] = [await uploaded(scope, ana, pdf(clasica)), await uploaded(scope, ana, pdf(clasica))];
    const [one, two] = [await read(scope, first.proposalId), await read(scope, second.proposalId)];
    expect(one.reasons.map(({ code }) => code)).not.toContain("duplicate.file");
    expect(two).toMatchObject({ standing: "needs_review", risk: "high" });
    expect(two.reasons).toContainEqual(
      expect.objectContaining({ code: "duplicate.file", detail: expect.objectContaining({ id: one.id }) }),
    );
    expect(codeOf(await decide(scope, ana, approvalOf(two)))).toBe("proposal.needs_typed_confirmation");
    expect(codeOf(await decide(scope, ana, { ...approvalOf(two), typed: "a 2291" }))).toBe("ok");
  });

  it("stops being one when the first was rejected", async () => {
    const { scope, ana } = await desk();
    const first = await uploaded(scope, ana, pdf(clasica));
    const one = await read(scope, first.proposalId);
    valueOf(await decide(scope, ana, { ...approvalOf(one), verdict: "reject", reason: "La envío otra vez" }));
    const second = await uploaded(scope, ana, pdf(clasica));
    expect(second.twin).toBeNull();
    expect((await read(scope, second.proposalId)).reasons.map(({ code }) => code)).not.toContain("duplicate.file");
  });

  it("a purchase in Holded with the number in another spelling is said", async () => {
    const data = {
      id: "p1",
      number: "A2291",
      contactId: "c1",
      contactName: "Torrecilla",
      date: "2026-10-14",
      total: "239.41",
      currency: "EUR",
      tags: [],
      isApproved: true,
    };
    const { scope, ana } = await desk(contact("B47100235"), {
      resource: "purchase",
      holdedId: "p1",
      contactId: "c1",
      numberKey: "A2291",
      data,
    });
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    const item = await read(scope, proposalId);
    expect(item.reasons.map(({ code }) => code)).toContain("duplicate.purchase");
    expect(item.risk).toBe("high");
  });
});

describe("a file that is no readable invoice", () => {
  const damaged = () => pdf(clasica).subarray(0, 700);
  it.each([
    ["a program", () => Buffer.from("MZ\x90\0\x03 this program cannot be run"), "document.unsupported_type"],
    ["nothing", () => Buffer.alloc(0), "document.empty"],
    ["half a PDF", damaged, "document.damaged"],
    ["a proforma", () => pdf("17-proforma"), "document.not_an_invoice"],
    ["a delivery note", () => pdf("18-albaran"), "document.not_an_invoice"],
  ])("%s is refused on its item, the file stays, nothing else is touched", async (_, bytes, code) => {
    const { scope, ana } = await desk();
    const other = await uploaded(scope, ana, pdf(clasica));
    const { proposalId, documentId } = await uploaded(scope, ana, bytes());
    const item = await read(scope, proposalId);
    expect(item).toMatchObject({ state: "refused", payload: null, failure: { code } });
    expect(item.events.at(-1)).toMatchObject({ kind: "refused", detail: { code } });
    expect(Buffer.from(valueOf(await documentFile(scope, documentId)).bytes).equals(bytes())).toBe(true);
    expect((await read(scope, other.proposalId)).state).toBe("open");
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("and one whose bytes are gone says so", async () => {
    const { scope, ana } = await desk();
    const { proposalId, documentId } = await uploaded(scope, ana, pdf(clasica));
    fs.rmSync(path.join(process.env.BLOB_DIR ?? "", scope.companyId), { recursive: true });
    expect(await read(scope, proposalId)).toMatchObject({ state: "refused", failure: { code: "document.missing_file" } });
    expect(codeOf(await documentFile(scope, documentId))).toBe("document.missing_file");
  });

  it("after a fault of ours that no attempt got over, a person can have it read again", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await uploaded(scope, ana, pdf(clasica));
    await readHandler.giveUp?.({ companyId: scope.companyId, environment: scope.environment, proposalId });
    expect(valueOf(await itemView(scope, proposalId))).toMatchObject({ state: "refused", failure: { code: "internal.unexpected" } });
    valueOf(await readAgain(scope, ana, { id: proposalId }));
    expect(await read(scope, proposalId)).toMatchObject({ state: "open", failure: null, version: 1 });
  });
});
