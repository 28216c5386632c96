import fs from "node:fs";
import type { Page } from "@playwright/test";
import { mail } from "@/lib/testing/mails";
import { expect, fixture, test, truth } from "./journey";

const invoices = "/ferreteria-aldaba/sandbox/invoices";
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text }).first();

async function dropBytes(page: Page, name: string, mimeType: string, bytes: Uint8Array): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) });
}

test("a mail with two invoices and a logo becomes two items that know their sender", async ({ page, signIn }) => {
  const names = ["05-telefonia-secciones", "03-abogada-irpf"] as const;
  const files = names.map((name) => ({ name: `${name}.pdf`, type: "application/pdf", bytes: fs.readFileSync(fixture(name)) }));
  await signIn("ana");
  await page.goto(invoices);
  await dropBytes(
    page,
    "facturas de marzo.eml",
    "message/rfc822",
    mail({
      from: "Administración Nexo <facturas@nexo.example>",
      subject: "Facturas de marzo",
      text: "Les adjuntamos dos facturas.",
      files: [...files, { name: "firma.png", type: "image/png", bytes: tinyPicture, inline: true, contentId: "logo" }],
    }),
  );
  for (const name of names) await expect(row(page, truth(name).number)).toBeVisible({ timeout: 90_000 });
  await row(page, truth(names[0]).number).click();
  await expect(page.getByLabel("Número", { exact: true })).toHaveValue(truth(names[0]).number);
  await expect(page.getByText(/Administración Nexo/).first()).toBeVisible();
  await page.getByRole("tab", { name: "Historia" }).click();
  await expect(page.getByText(/firma\.png/).first()).toBeVisible();
});

test("an electronic invoice shows its elements, and a field lights the one it was taken from", async ({ page, signIn }) => {
  await signIn("ana");
  await page.goto(invoices);
  await dropBytes(page, "electronica.xml", "application/xml", new TextEncoder().encode(facturae));
  await expect(row(page, "E-2026-78")).toBeVisible({ timeout: 60_000 });
  await row(page, "E-2026-78").click();
  const elements = page.getByRole("region", { name: "Elementos de la factura electrónica" });
  await expect(elements.getByText("InvoiceNumber")).toBeVisible();
  await page.getByLabel("Número", { exact: true }).focus();
  await expect(elements.locator("[data-lit]").first()).toContainText("E-2026-78");
  await elements.getByRole("button", { name: "B47100235", includeHidden: true }).first().click();
  await expect(page.getByRole("textbox", { name: "NIF del proveedor" })).toBeFocused();
});

const facturae = `<?xml version="1.0" encoding="UTF-8"?><fe:Facturae xmlns:fe="http://www.facturae.gob.es/formato/Versiones/Facturaev3_2_2.xml">
<FileHeader><SchemaVersion>3.2.2</SchemaVersion></FileHeader>
<Parties><SellerParty><TaxIdentification><TaxIdentificationNumber>B47100235</TaxIdentificationNumber></TaxIdentification><LegalEntity><CorporateName>Torrecilla Suministros SL</CorporateName></LegalEntity></SellerParty><BuyerParty><TaxIdentification><TaxIdentificationNumber>B12345674</TaxIdentificationNumber></TaxIdentification><LegalEntity><CorporateName>Ferretería Aldaba SL</CorporateName></LegalEntity></BuyerParty></Parties>
<Invoices><Invoice><InvoiceHeader><InvoiceNumber>E-2026-78</InvoiceNumber></InvoiceHeader><InvoiceIssueData><IssueDate>2026-10-02</IssueDate><InvoiceCurrencyCode>EUR</InvoiceCurrencyCode></InvoiceIssueData>
<TaxesOutputs><Tax><TaxTypeCode>01</TaxTypeCode><TaxRate>21</TaxRate><TaxableBase><TotalAmount>300</TotalAmount></TaxableBase><TaxAmount><TotalAmount>63</TotalAmount></TaxAmount></Tax></TaxesOutputs>
<InvoiceTotals><TotalGrossAmountBeforeTaxes>300</TotalGrossAmountBeforeTaxes><InvoiceTotal>363</InvoiceTotal></InvoiceTotals></Invoice></Invoices></fe:Facturae>`;

/** One point, as those that count who opened a mail. */
const tinyPicture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
