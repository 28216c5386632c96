import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { extractInvoice } from "@/lib/agents/invoices/extract";
import { readDocument } from "@/lib/documents/read-document";
import type { PlainDate } from "@/lib/kernel/calendar";

/** The project's own documents: twelve layouts of ordinary invoices, with what each page says. */
const folder = path.resolve(import.meta.dirname, "../../../e2e/fixtures/pdf");
const files = fs.readdirSync(folder).filter((f) => f.endsWith(".pdf"));
const truthOf = (file: string) => JSON.parse(fs.readFileSync(path.join(folder, file.replace(".pdf", ".json")), "utf8"));
const papers = files.filter((f) => ["invoice", "credit_note", "receipt"].includes(truthOf(f).docType));

async function read(file: string) {
  const document = await readDocument(fs.readFileSync(path.join(folder, file)), "application/pdf");
  if (!document.ok) throw new Error(`${file}: ${document.error.code}`);
  return extractInvoice(document.value, { ownTaxIds: [], ownNames: [], today: "2026-11-22" as PlainDate });
}

describe("the project's own invoices", () => {
  it.each(papers)("%s: header, supplier, sums and account are what the page says", async (file) => {
    const { payload } = await read(file);
    const { number, issueDate, dueDate, netTotal, vatTotal, total, payable, iban, supplier, withholding, lines } = truthOf(file);
    expect({ number: payload.number, issueDate: payload.issueDate, dueDate: payload.dueDate, iban: payload.iban }).toEqual({
      number,
      issueDate,
      dueDate,
      iban,
    });
    expect({ netTotal: payload.netTotal, vatTotal: payload.vatTotal, total: payload.total, payable: payload.payable }).toEqual({
      netTotal,
      vatTotal,
      total,
      payable,
    });
    expect(payload.supplier.taxId).toBe(supplier.taxId);
    expect(payload.withholding?.amount ?? null).toBe(withholding?.amount ?? null);
    expect(payload.lines).toHaveLength(lines.length);
  });
});
