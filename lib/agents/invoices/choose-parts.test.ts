import { describe, expect, it } from "vitest";
import { chooseParts, nothingIn } from "@/lib/agents/invoices/choose-parts";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import { extractInvoice } from "@/lib/agents/invoices/extract";
import { paper } from "@/lib/testing/paper";

const blank = extractInvoice(paper("nada"), { today: "2026-11-22" }).payload;
const invoice = (more: Partial<InvoicePayload> = {}, ...codes: string[]) => ({
  isInvoice: true,
  payload: { ...blank, number: "A-1", issueDate: "2026-10-14", total: "121.00", ...more },
  reasons: codes.map((code) => ({ code, level: "info" as const })),
});
const other = { ...invoice(), isInvoice: false };

type Part = { readonly name: string; readonly seen: readonly ReturnType<typeof invoice>[] };
const part = (name: string, ...seen: Part["seen"]): Part => ({ name, seen });

async function chosen(files: readonly Part[], texts: readonly Part[] = []) {
  const { items, same } = await chooseParts({ files, texts }, ({ name }) => name.endsWith(".xml"), ({ seen }) => Promise.resolve(seen)); // prettier-ignore
  return { items: items.map(({ name }) => name), same: same.map(({ name }) => name) };
}

describe("what becomes an item of a mail", () => {
  it("is each file, and the text only where it is a whole invoice and no file is one", async () => {
    expect(await chosen([part("a.pdf", invoice()), part("b.pdf", other)], [part("text", invoice())])).toEqual({
      items: ["a.pdf", "b.pdf"],
      same: [],
    });
    expect((await chosen([part("b.pdf", other)], [part("text", invoice())])).items).toEqual(["b.pdf", "text"]);
  });

  it.each([
    ["without a date", invoice({ issueDate: null })],
    ["without a total", invoice({ total: null })],
    ["without a number", invoice({ number: null })],
    ["that only names a total", invoice({}, "total.unproven")],
    ["that may be a letter", invoice({}, "paper.kind_uncertain")],
  ])("is no text %s", async (_, seen) => expect((await chosen([], [part("text", seen)])).items).toEqual([]));

  it("is a text once, however often it is quoted, and a receipt without a number", async () => {
    const texts = [part("answer", invoice()), part("quoted", invoice()), part("receipt", invoice({ number: null, docType: "receipt" }))];
    expect((await chosen([], texts)).items).toEqual(["answer", "receipt"]);
  });

  it("is the electronic invoice and not a page of the very same one, but a page that carries it before both", async () => {
    const xml = part("f.xml", invoice({}, "structured.read"));
    expect(await chosen([part("f.pdf", invoice({ number: "a 1" })), xml])).toEqual({ items: ["f.xml"], same: ["f.pdf"] });
    expect(await chosen([part("f.pdf", invoice({}, "structured.read")), xml])).toEqual({ items: ["f.pdf"], same: ["f.xml"] });
  });

  it.each([
    ["number", { number: "A-2" }],
    ["date", { issueDate: "2026-10-15" }],
    ["total", { total: "121.10" }],
    ["supplier", { supplier: { name: null, taxId: "B47100235", contactId: null } }],
  ])("is a page beside the electronic invoice where the %s differs", async (_, differing) => {
    const xml = part("f.xml", invoice({ supplier: { name: null, taxId: "B12345674", contactId: null } }));
    expect(await chosen([part("f.pdf", invoice(differing)), xml])).toEqual({ items: ["f.pdf", "f.xml"], same: [] });
  });
});

describe("a mail without any invoice", () => {
  it("is refused with the names of what is in it, or as what Outlook made of it", () => {
    expect(nothingIn([])).toEqual({ code: "mail.no_invoice", retry: "never" });
    expect(nothingIn([{ fileName: "a.ics", why: "calendar" }, { fileName: "", why: "too_long" }])).toMatchObject({ detail: { parts: "a.ics" } }); // prettier-ignore
    expect(nothingIn([{ fileName: "winmail.dat", why: "outlook" }])).toMatchObject({ code: "mail.outlook" });
  });
});
