import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerFile } from "@/lib/cli/answer-file";
import { closeReaders } from "@/lib/documents/read-document";
import { mail, type TestMail } from "@/lib/testing/mails";

const fixture = (name: string) => new Uint8Array(fs.readFileSync(path.join(import.meta.dirname, "../../e2e/fixtures/pdf", name)));
const text = (content: string) => new TextEncoder().encode(content);
let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "visto-mails-"));
});
afterAll(() => {
  closeReaders();
  fs.rmSync(folder, { recursive: true });
});

async function answers(wanted: TestMail) {
  const file = path.join(folder, "correo.eml");
  fs.writeFileSync(file, mail(wanted));
  return answerFile(file, "correo.eml", { today: "2026-11-22", pageOnly: false });
}

describe("a mail given to the headless reader", () => {
  it("gives its invoices first and then what is none, each under the name of the mail", async () => {
    const files = [
      { type: "application/pdf", name: "roto.pdf", bytes: text("%PDF-1.4 roto") },
      { type: "application/pdf", name: "f.pdf", bytes: fixture("01-tornilleria-clasica.pdf") },
    ];
    const found = await answers({ text: "Adjuntamos su factura.", files });
    expect(found).toMatchObject([
      { file: "correo.eml", document: 1, invoice: { number: "A-2291", total: "239.41" } },
      { file: "correo.eml", document: 2, status: "refused", invoice: null },
    ]);
  });

  it("without any invoice gives one refusal that names what is in it", async () => {
    const found = await answers({ text: "Hola", files: [{ type: "text/calendar", name: "cita.ics", bytes: text("BEGIN:VCALENDAR") }] });
    expect(found).toMatchObject([
      { document: 1, status: "refused", reasons: [{ code: "mail.no_invoice", level: "block", detail: { parts: "cita.ics" } }] },
    ]);
  });
});
