import { afterAll, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { readInvoice } from "@/lib/agents/invoices/run";
import { closeReaders } from "@/lib/documents/read-document";
import { receiveUpload } from "@/lib/inbox/receive-upload";
import { verifyChain } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { itemView } from "@/lib/review/item-view";
import { queuePage } from "@/lib/review/queue-page";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, type TestPerson } from "@/lib/testing/people";
import { valueOf } from "@/lib/testing/proposals";

testDatabase();
afterAll(closeReaders);

const tax = (n: number) =>
  `<Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21</TaxRate><TaxableBase><TotalAmount>${n}00</TotalAmount></TaxableBase><TaxAmount><TotalAmount>${n * 21}</TotalAmount></TaxAmount></Tax>`;
const invoice = (number: number) =>
  `<Invoice><InvoiceHeader><InvoiceNumber>${number}</InvoiceNumber><InvoiceSeriesCode>L-</InvoiceSeriesCode></InvoiceHeader><InvoiceIssueData><IssueDate>2026-10-02</IssueDate><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode></InvoiceIssueData><TaxesOutputs>${tax(number)}</TaxesOutputs><InvoiceTotals><TotalGrossAmountBeforeTaxes>${number}00</TotalGrossAmountBeforeTaxes><InvoiceTotal>${number * 121}</InvoiceTotal></InvoiceTotals></Invoice>`;
const batch = (...numbers: readonly number[]) =>
  `<?xml version="1.0"?><fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml"><FileHeader><SchemaVersion>3.2.2</SchemaVersion></FileHeader><Parties><SellerParty><TaxIdentification><TaxIdentificationNumber>B47100235</TaxIdentificationNumber></TaxIdentification><LegalEntity><CorporateName>Torrecilla SL</CorporateName></LegalEntity></SellerParty><BuyerParty/></Parties><Invoices>${numbers.map(invoice).join("")}</Invoices></fe:Facturae>`;

async function upload(scope: CompanyScope, who: TestPerson, text: string, fileName = "lote.xsig") {
  const received = valueOf(await receiveUpload(scope, who, { fileName, bytes: new TextEncoder().encode(text), source: "upload" }));
  await readInvoice(scope, received.proposalId);
  return received;
}
const numbersIn = async (scope: CompanyScope, who: TestPerson) => (await queuePage(scope, who)).rows.map(({ title }) => title).sort();

describe("a file with several invoices", () => {
  it("gives each its own item, once, however often it is read", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    const { proposalId } = await upload(scope, ana, batch(1, 2, 3));
    await readInvoice(scope, proposalId);
    expect(await numbersIn(scope, ana)).toEqual(["L-1", "L-2", "L-3"]);
    const item = valueOf(await itemView(scope, proposalId));
    expect(item).toMatchObject({ state: "open", title: "L-1", amount: "121.00", proposedBy: { reader: "xml" } });
    expect(item.reasons).toContainEqual({ code: "structured.read", level: "good", detail: { format: "Facturae", profile: "3.2.2" } });
    expect(await verifyChain(scope)).toMatchObject({ ok: true });
  });

  it("is no duplicate of itself; the same file again is one, invoice by invoice", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await upload(scope, ana, batch(1, 2));
    const rows = async () => (await queuePage(scope, ana)).rows;
    const codesOf = async (ids: readonly string[]) =>
      Promise.all(
        ids.map(async (id) =>
          valueOf(await itemView(scope, id))
            .reasons.map(({ code }) => code)
            .filter((code) => code.startsWith("duplicate")),
        ),
      );
    const first = (await rows()).map(({ id }) => id);
    expect((await codesOf(first)).flat()).toEqual([]);
    await upload(scope, ana, batch(1, 2));
    const again = (await rows()).map(({ id }) => id).filter((id) => !first.includes(id));
    expect(await codesOf(again)).toEqual([["duplicate.file"], ["duplicate.file"]]);
  });

  it("that has one of them twice tells it of the second", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    await upload(scope, ana, batch(1, 1, 2));
    const items = await Promise.all((await queuePage(scope, ana)).rows.map(async ({ id }) => valueOf(await itemView(scope, id))));
    const told = items.map(({ title, reasons }) => [
      title,
      ...reasons.map(({ code }) => code).filter((code) => code.startsWith("duplicate")),
    ]);
    expect(told.sort()).toEqual([["L-1"], ["L-1", "duplicate.proposal"], ["L-2"]]);
  });
});

describe("XML that is no invoice, or not to be trusted", () => {
  it.each([
    ["<Document><BkToCstmrStmt/></Document>", "document.not_an_invoice"],
    ['<!DOCTYPE a [<!ENTITY b "c">]><Facturae><Invoices/>&b;</Facturae>', "document.too_complex"],
    ["<?xml version='1.0'?><Facturae>", "document.damaged"],
  ])("is refused with its reason: %s", async (text, code) => {
    const { scope, ana } = await company().with(accountant("ana"));
    const { proposalId } = await upload(scope, ana, text, "a.xml");
    expect(valueOf(await itemView(scope, proposalId))).toMatchObject({ state: "refused", failure: { code } });
  });
});
