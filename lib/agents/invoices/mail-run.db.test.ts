import fs from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { openMailOf } from "@/lib/agents/invoices/mail-run";
import { senderOf } from "@/lib/agents/invoices/mail-store";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { documentFile } from "@/lib/inbox/document-file";
import { readAgain } from "@/lib/inbox/read-again";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { itemView } from "@/lib/review/item-view";
import { testDatabase } from "@/lib/testing/database";
import { jobsOf } from "@/lib/testing/jobs";
import { mail, type TestMail } from "@/lib/testing/mails";
import { accountant, company, type TestPerson } from "@/lib/testing/people";
import { valueOf } from "@/lib/testing/proposals";

testDatabase();
afterAll(closeReaders);

const folder = path.join(import.meta.dirname, "../../../e2e/fixtures/pdf");
const pdf = (name: string, shown = `${name}.pdf`) => ({
  type: "application/pdf",
  name: shown,
  bytes: new Uint8Array(fs.readFileSync(path.join(folder, `${name}.pdf`))),
});
const clasica = "01-tornilleria-clasica";
const bodyInvoice = `
<div style="display:none">Ver en el navegador</div>
<table><tr><td><b>Ferretería Aldaba, S.L.</b><br>NIF B47100235<br>28001 Madrid</td><td align=right>FACTURA<br>Número: A-77<br>Fecha: 14/10/2026</td></tr></table>
<table><tr><th>Concepto<th>Cantidad<th>Precio<th>Importe<tr><td>Tornillos<td align=right>2<td align=right>25,00 €<td align=right>50,00 €<tr><td>Taladro<td align=right>1<td align=right>50,00 €<td align=right>50,00 €</table>
<table><tr><td>Base imponible<td align=right>100,00 €<tr><td>IVA 21 %<td align=right>21,00 €<tr><td>Total<td align=right>121,00 €</table>`;

const desk = () => company().with(accountant("ana"));

async function received(scope: CompanyScope, who: TestPerson, wanted: TestMail | Uint8Array) {
  const bytes = wanted instanceof Uint8Array ? wanted : mail(wanted);
  return valueOf(await receiveUpload(scope, who, { fileName: "correo.eml", bytes, source: "upload" }));
}

/** Opens the mail and reads all that came out of it, as the worker would; the items in the order of their making. */
async function worked(scope: CompanyScope, proposalId: string) {
  await openMailOf(scope, proposalId);
  const waiting = await scope.read((tx) => tx.proposal.findMany({ where: { state: "reading" }, select: { id: true } }));
  for (const { id } of waiting) await readInvoice(scope, id);
  const all = await scope.read((tx) => tx.proposal.findMany({ orderBy: [{ createdAt: "asc" }], select: { id: true } }));
  return Promise.all(all.map(async ({ id }) => valueOf(await itemView(scope, id))));
}

describe("a mail that was uploaded", () => {
  it("becomes the item of the invoice in it, and keeps the mail whole beside it", async () => {
    const { scope, ana } = await desk();
    const bytes = mail({
      from: "Torrecilla <f@torrecilla.example>",
      subject: "Su factura",
      text: "Adjunta.",
      files: [pdf(clasica, "f.pdf")],
    });
    const { proposalId, documentId } = await received(scope, ana, bytes);
    expect((await jobsOf(scope)).map(({ name }) => name)).toEqual(["mail.open"]);
    const [item, ...others] = await worked(scope, proposalId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ id: proposalId, state: "open", title: "A-2291", amount: "239.41", fileName: "f.pdf" });
    expect(item?.events.map(({ kind }) => kind)).toEqual(["received", "unpacked", "read", "proposed"]);
    expect(item?.events[1]?.detail).toMatchObject({
      fromAddress: "f@torrecilla.example",
      subject: "Su factura",
      files: 1,
      items: 1,
      left: [],
    });
    expect(Buffer.from(valueOf(await documentFile(scope, documentId)).bytes).equals(Buffer.from(bytes))).toBe(true);
    const part = await scope.read((tx) => tx.document.findFirstOrThrow({ where: { mailId: documentId } }));
    expect(part).toMatchObject({ id: item?.document?.id, source: "email", receivedBy: ana.personId, mediaType: "application/pdf" });
    expect(await scope.read((tx) => senderOf(tx, scope, part.id))).toEqual({
      mail: { fromDomain: "torrecilla.example", fromName: "Torrecilla", subject: "Su factura", date: "2026-03-03T08:30:00.000Z" },
    });
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("with several invoices gives an item for each, and with conditions of sale one that says what they are", async () => {
    const { scope, ana } = await desk();
    const names = fs.readdirSync(folder).filter((name) => name.endsWith(".pdf")).slice(0, 2).map((name) => name.slice(0, -4)); // prettier-ignore
    const { proposalId } = await received(scope, ana, { files: names.map((name) => pdf(name)) });
    const items = await worked(scope, proposalId);
    expect(items.map(({ fileName }) => fileName).sort()).toEqual(names.map((name) => `${name}.pdf`).sort());
    expect(items.every(({ state }) => state === "open")).toBe(true);
    expect(new Set(items.map(({ title }) => title)).size).toBe(2);
  });

  it("that is the invoice itself is read from its text, which is shown and stays a file", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await received(scope, ana, { html: bodyInvoice, subject: "Factura A-77" });
    const [item, ...others] = await worked(scope, proposalId);
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      state: "open",
      title: "A-77",
      amount: "121.00",
      document: { mediaType: "application/pdf", fileName: "Factura A-77.pdf" },
    });
    expect(item?.payload).toMatchObject({ supplier: { taxId: "B47100235" }, lines: [{ net: "50.00" }, { net: "50.00" }] });
    expect(item?.evidence.find(({ path }) => path === "number")?.text).toContain("A-77");
    expect(item?.reasons.map(({ code }) => code)).toContain("text.hidden_ignored");
  });

  it("whose text is the invoice takes the attached one instead, and its text where the attached one is none", async () => {
    const [{ scope, ana }, other] = [await desk(), await desk()];
    const both = await received(scope, ana, { html: bodyInvoice, files: [pdf(clasica)] });
    expect((await worked(scope, both.proposalId)).map(({ title }) => title)).toEqual(["A-2291"]);
    const broken = { type: "application/pdf", name: "condiciones.pdf", bytes: new TextEncoder().encode("%PDF-1.4 roto") };
    const text = await received(other.scope, other.ana, { html: bodyInvoice, subject: "A-77", files: [broken] });
    expect((await worked(other.scope, text.proposalId)).map(({ state, fileName }) => [state, fileName]).sort()).toEqual([
      ["open", "A-77.pdf"],
      ["refused", "condiciones.pdf"],
    ]);
  });

  it("without any invoice is refused with the names of what is in it, and can be opened again", async () => {
    const { scope, ana } = await desk();
    const files = [{ type: "text/calendar", name: "cita.ics", bytes: new TextEncoder().encode("BEGIN:VCALENDAR") }];
    const { proposalId } = await received(scope, ana, { text: "Adjuntamos la factura F-12 por importe de 121,00 €.", files });
    const [item] = await worked(scope, proposalId);
    expect(item).toMatchObject({ state: "refused", failure: { code: "mail.no_invoice", detail: { parts: "cita.ics" } } });
    expect(item?.events.find(({ kind }) => kind === "unpacked")?.detail).toMatchObject({ left: [{ name: "cita.ics", why: "calendar" }] });
    valueOf(await readAgain(scope, ana, { id: proposalId }));
    expect((await jobsOf(scope)).map(({ name }) => name)).toEqual(["mail.open", "mail.open"]);
    expect((await worked(scope, proposalId))[0]).toMatchObject({ state: "refused" });
  });

  it("in Outlook's own envelope, or broken, is refused with the cause", async () => {
    const { scope, ana } = await desk();
    const files = [{ type: "application/ms-tnef", name: "winmail.dat", bytes: Uint8Array.of(0x78, 0x9f, 0x3e, 0x22) }];
    const outlook = await received(scope, ana, { files });
    expect((await worked(scope, outlook.proposalId))[0]).toMatchObject({ state: "refused", failure: { code: "mail.outlook" } });
  });

  it("twice says so at the door and on each item that comes out of it", async () => {
    const { scope, ana } = await desk();
    const bytes = mail({ files: [pdf(clasica)], messageId: "<uno@aldaba.example>" });
    const first = await received(scope, ana, bytes);
    await worked(scope, first.proposalId);
    const second = await received(scope, ana, bytes);
    expect(second.twin).toMatchObject({ proposalId: first.proposalId, fileName: "correo.eml" });
    const [, again] = await worked(scope, second.proposalId);
    expect(again?.reasons).toContainEqual(expect.objectContaining({ code: "duplicate.file", level: "doubt" }));
    expect(again?.events.find(({ kind }) => kind === "unpacked")?.detail).toMatchObject({ repeats: "correo.eml" });
  });

  it("with more in it than there is time to compare loses nothing of it", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await received(scope, ana, { html: bodyInvoice, files: [pdf(clasica), pdf(clasica, "otra.pdf")] });
    await openMailOf(scope, proposalId, { comparingMs: 0 });
    const documents = await scope.read((tx) => tx.document.findMany({ where: { mailId: { not: null } }, select: { fileName: true } }));
    expect(documents.map(({ fileName }) => fileName).sort()).toEqual([`${clasica}.pdf`, "Factura.pdf"]);
  });

  it("is opened once, however many workers do so and whenever one of them dies", async () => {
    const { scope, ana } = await desk();
    const { proposalId } = await received(scope, ana, { files: [pdf(clasica)] });
    const dying: CompanyScope = { ...scope, write: () => Promise.reject(new Error("the worker died here")) };
    await expect(openMailOf(dying, proposalId)).rejects.toThrow("died here");
    await Promise.all([openMailOf(scope, proposalId), openMailOf(scope, proposalId)]);
    await openMailOf(scope, proposalId);
    expect(await worked(scope, proposalId)).toHaveLength(1);
    expect(await scope.read((tx) => tx.document.count())).toBe(2);
    expect((await jobsOf(scope)).filter(({ name }) => name === "document.read")).toHaveLength(1);
  });

  it("of another company is not seen as the same one", async () => {
    const [mine, theirs] = [await desk(), await desk()];
    const bytes = mail({ files: [pdf(clasica)] });
    await worked(mine.scope, (await received(mine.scope, mine.ana, bytes)).proposalId);
    const { twin, proposalId } = await received(theirs.scope, theirs.ana, bytes);
    expect(twin).toBeNull();
    const [item] = await worked(theirs.scope, proposalId);
    expect(item?.reasons.map(({ code }) => code)).not.toContain("duplicate.file");
  });
});
