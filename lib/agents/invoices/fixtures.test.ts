import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { extractInvoice } from "@/lib/agents/invoices/extract";
import { readDocument } from "@/lib/documents/read-document";
import type { PlainDate } from "@/lib/kernel/calendar";

/** The project's own documents: twelve layouts of ordinary invoices, with what each page says. */
const folder = path.resolve(import.meta.dirname, "../../../e2e/fixtures/pdf");
const who = z.object({ name: z.string(), taxId: z.string().nullable() });
const truth = z.object({
  docType: z.string(),
  number: z.string(),
  issueDate: z.string(),
  dueDate: z.string().nullable(),
  iban: z.string().nullable(),
  netTotal: z.string(),
  vatTotal: z.string(),
  total: z.string(),
  payable: z.string(),
  supplier: who,
  customer: who,
  withholding: z.object({ amount: z.string() }).nullable(),
  lines: z.array(z.unknown()),
});
const truthOf = (file: string) => truth.parse(JSON.parse(fs.readFileSync(path.join(folder, file.replace(".pdf", ".json")), "utf8")));
const files = fs.readdirSync(folder).filter((f) => f.endsWith(".pdf"));
const isPaper = (file: string) => ["invoice", "credit_note", "receipt"].includes(truthOf(file).docType);

async function read(file: string, isOurs: boolean) {
  const document = await readDocument(fs.readFileSync(path.join(folder, file)), "application/pdf");
  if (!document.ok) throw new Error(`${file}: ${document.error.code}`);
  const { name, taxId } = truthOf(file).customer;
  const own = isOurs ? { ownTaxIds: taxId ? [taxId] : [], ownNames: [name] } : { ownTaxIds: [], ownNames: [] };
  return extractInvoice(document.value, { ...own, today: "2026-11-22" as PlainDate });
}

describe.each([
  ["read by its customer", true],
  ["read without knowing for whom", false],
] as const)("an invoice of the project's own, %s", (_, isOurs) => {
  it.each(files.filter(isPaper))("%s: header, supplier, sums and account are what the page says", async (file) => {
    const { payload } = await read(file, isOurs);
    const { docType, number, issueDate, dueDate, iban, netTotal, vatTotal, total, payable, supplier, withholding, lines } = truthOf(file);
    expect({
      docType: payload.docType,
      number: payload.number,
      issueDate: payload.issueDate,
      dueDate: payload.dueDate,
      iban: payload.iban,
      netTotal: payload.netTotal,
      vatTotal: payload.vatTotal,
      total: payload.total,
      payable: payload.payable,
      supplier: payload.supplier.taxId,
      withheld: payload.withholding?.amount ?? null,
      lines: payload.lines.length,
    }).toEqual({
      docType,
      number,
      issueDate,
      dueDate,
      iban,
      netTotal,
      vatTotal,
      total,
      payable,
      supplier: supplier.taxId,
      withheld: withholding?.amount ?? null,
      lines: lines.length,
    });
  });

  it.each(files.filter((f) => !isPaper(f)))("%s is no invoice", async (file) => {
    expect((await read(file, isOurs)).isInvoice).toBe(false);
  });
});
