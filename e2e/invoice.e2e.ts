import fs from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { corpusDir, drop, expect, fixture, test, truth } from "./journey";

const invoices = "/ferreteria-aldaba/sandbox/invoices";

/** The row of the queue that shows this text. */
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text }).first();

async function open(page: Page, text: string, bucket = "needs_me"): Promise<void> {
  await page.goto(`${invoices}?bucket=${bucket}&q=${encodeURIComponent(text)}`);
  await row(page, text).click();
  await expect(
    page
      .getByRole("tab", { name: "Historia" })
      .or(page.getByText("Historia", { exact: true }))
      .first(),
  ).toBeVisible();
}

/** The decision has reached the server: leaving the page before that would take the request back. */
const approvedNow = (page: Page) => expect(page.getByRole("button", { name: /Deshacer/ }).last()).toBeVisible();

/** Looks at the bucket anew until the item is there. */
async function inBucket(page: Page, bucket: string, text: string): Promise<void> {
  await expect(async () => {
    await page.goto(`${invoices}?bucket=${bucket}&q=${encodeURIComponent(text)}`);
    await expect(row(page, text)).toBeVisible({ timeout: 4000 });
  }).toPass({ timeout: 110_000 });
}

const numbered = async (holded: { purchases(): Promise<readonly Record<string, unknown>[]> }, number: string) =>
  (await holded.purchases()).filter((p) => p.document_number === number || p.number === number);

test("an invoice goes from the drop to Holded, verified to the cent, and its whole life can be read", async ({ page, signIn, holded }) => {
  const paper = truth("01-tornilleria-clasica");
  await signIn("ana");
  await page
    .getByRole("link", { name: /Ferretería Aldaba/ })
    .first()
    .click();
  await page.goto(invoices);
  await drop(page, [fixture("01-tornilleria-clasica"), fixture("15-maquinaria-lateral"), fixture("17-proforma")]);
  // Nobody reloads the page: rows appear while the files travel and become proposals by themselves.
  await expect(row(page, paper.number)).toBeVisible({ timeout: 60_000 });
  await expect(row(page, "MIF-260217")).toBeVisible({ timeout: 60_000 });
  await expect(row(page, "17-proforma.pdf")).toContainText("No admitida", { timeout: 60_000 });

  await row(page, paper.number).click();
  await expect(page.getByLabel("Número", { exact: true })).toHaveValue(paper.number);
  await expect(page.getByRole("textbox", { name: "NIF del proveedor" })).toHaveValue(paper.supplier.taxId);
  await expect(page.getByText("Se creará la factura de compra A-2291 por 239,41 € en Holded (SANDBOX), como borrador.")).toBeVisible();

  await page.getByLabel("Número", { exact: true }).focus();
  await expect(page.locator('[data-evidence="number"]').first()).toHaveCSS("opacity", "1");
  await page.keyboard.press("Escape");

  await page.keyboard.press("1");
  await approvedNow(page);
  await page.keyboard.press("z");
  await expect(page.getByText(/Deshecho/).first()).toBeAttached();
  expect(await numbered(holded, paper.number)).toHaveLength(0);

  await open(page, paper.number);
  await expect(page.getByLabel("Número", { exact: true })).toBeVisible();
  await page.keyboard.press("1");
  await expect(page.getByRole("button", { name: /Deshacer/ }).last()).toBeVisible();
  await expect.poll(async () => (await numbered(holded, paper.number)).length, { timeout: 60_000 }).toBe(1);

  await open(page, paper.number, "done");
  await expect(page.getByText(/Verificada al céntimo/)).toBeVisible({ timeout: 60_000 });
  await page.getByText("Historia", { exact: true }).first().click();
  const history = page.getByLabel("Historia de la factura");
  for (const step of ["Recibida", "Leída", "Propuesta", "Aprobada", "Enviando a Holded"])
    await expect(history.getByText(step).first()).toBeVisible();
  const [purchase] = await numbered(holded, paper.number);
  await expect(history.getByText(String(purchase?.id)).first()).toBeVisible();
});

test("an edit keeps both versions, and what the person wrote is what arrives", async ({ page, signIn, holded }) => {
  await signIn("ana");
  await page.goto(invoices);
  await drop(page, [fixture("02-herrajes-pie")]);
  await expect(row(page, "2026/001873")).toBeVisible({ timeout: 60_000 });
  await row(page, "2026/001873").click();
  const number = page.getByLabel("Número", { exact: true });
  await number.fill("2026/001873-B");
  await number.blur();
  await expect(page.getByText(/Guardado \d/).first()).toBeVisible();
  await page.getByText("Versiones", { exact: true }).first().click();
  await expect(page.getByText("2026/001873-B").first()).toBeVisible();
  await expect(page.getByText("2026/001873", { exact: true }).first()).toBeVisible();
  await page.getByText("Datos", { exact: true }).first().click();
  await page.getByRole("button", { name: /Aprobar y crear compra/ }).click();
  await expect.poll(async () => (await numbered(holded, "2026/001873-B")).length, { timeout: 60_000 }).toBe(1);
  expect(await numbered(holded, "2026/001873")).toHaveLength(0);
});

test("a rejection says why, and the next one opens by itself", async ({ page, signIn }) => {
  await signIn("ana");
  await page.goto(invoices);
  await drop(page, [fixture("14-transporte-albaranes"), fixture("08-limpieza-tipos-varios")]);
  await expect(row(page, "Hermanos Cid")).toBeVisible({ timeout: 60_000 });
  await expect(row(page, "Limpiezas Argos")).toBeVisible({ timeout: 60_000 });
  await row(page, "Hermanos Cid").click();
  await expect(page.getByLabel("Número", { exact: true })).toBeVisible();
  const before = page.url();
  await page.keyboard.press("3");
  await page.getByPlaceholder("Escriba el motivo o elija uno").fill("No es para nosotros");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).not.toBe(before);
  await open(page, "Hermanos Cid", "done");
  await expect(page.getByText(/No es para nosotros/).first()).toBeVisible();
});

test("a worker that dies between 'written in Holded' and 'recorded' leaves exactly one purchase", async ({
  page,
  signIn,
  holded,
  worker,
}) => {
  await signIn("ana");
  await page.goto(invoices);
  await drop(page, [fixture("12-alquiler-retencion")]);
  await expect(row(page, "Herederos de Pascual")).toBeVisible({ timeout: 60_000 });
  await row(page, "Herederos de Pascual").click();
  // A number nobody else used: what the reader understood of this page is not the point here.
  const number = page.getByLabel("Número", { exact: true });
  await number.fill("CRASH-10/2026");
  await number.blur();
  await expect(page.getByText(/Guardado \d/).first()).toBeVisible();
  await worker.stop();
  await worker.start({ VISTO_CRASH_AFTER: "create" });
  await page.getByRole("button", { name: /Aprobar y crear compra/ }).click();
  expect((await worker.gone()).signal).toBe("SIGKILL");
  expect(await numbered(holded, "CRASH-10/2026")).toHaveLength(1);
  await worker.start();
  await inBucket(page, "done", "CRASH-10/2026");
  await expect(row(page, "CRASH-10/2026")).toContainText("En Holded");
  expect(await numbered(holded, "CRASH-10/2026")).toHaveLength(1);
});

test("what cannot be read is refused with its cause, kept, and disturbs nothing else", async ({ page, signIn }) => {
  await signIn("ana");
  await page.goto(invoices);
  const files = [
    { name: "programa.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\x00 this is a program\n".repeat(40)) },
    { name: "vacio.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
    { name: "roto.pdf", mimeType: "application/pdf", buffer: fs.readFileSync(fixture("11-recargo-equivalencia")).subarray(0, 9000) },
    { name: "buena.pdf", mimeType: "application/pdf", buffer: fs.readFileSync(fixture("09-impremta-catala")) },
  ];
  await page.locator('input[type="file"]').first().setInputFiles(files);
  for (const name of ["programa.pdf", "roto.pdf"]) await expect(row(page, name)).toContainText("No admitida", { timeout: 60_000 });
  await expect(row(page, "Impremta")).toBeVisible({ timeout: 60_000 });
  await row(page, "programa.pdf").click();
  await expect(page.getByText(/no es un PDF, una foto, un correo ni una factura electrónica/).first()).toBeVisible();
  const download = page.waitForEvent("download");
  await page
    .getByRole("link", { name: /Descargar/ })
    .or(page.getByRole("button", { name: /Descargar/ }))
    .first()
    .click();
  expect((await download).suggestedFilename()).toBe("programa.pdf");
});

test("a locked period stops the purchase, says so, and nothing is lost", async ({ page, signIn, holded }) => {
  await signIn("ana");
  await page.goto(invoices);
  await drop(page, [fixture("06-pinturas-dos-paginas")]);
  await expect(row(page, "FV26/10446")).toBeVisible({ timeout: 60_000 });
  await holded.control("POST", "switches", { account: "ferreteria-aldaba", locked_until: "2026-12-31" });
  try {
    await row(page, "FV26/10446").click();
    await page.getByRole("button", { name: /Aprobar y crear compra/ }).click();
    await approvedNow(page);
    await inBucket(page, "failed", "FV26/10446");
    expect(await numbered(holded, "FV26/10446")).toHaveLength(0);
  } finally {
    await holded.control("POST", "switches", { account: "ferreteria-aldaba", locked_until: null });
  }
  await row(page, "FV26/10446").click();
  await page.getByRole("button", { name: /Volver a enviar/ }).click();
  await expect.poll(async () => (await numbered(holded, "FV26/10446")).length, { timeout: 60_000 }).toBe(1);
});

test("ten invoices that nobody here made arrive in the queue", async ({ page, signIn }) => {
  const pdfs = path.join(corpusDir, "pdf");
  test.skip(!fs.existsSync(pdfs), "the development corpus is not beside the project");
  const files = fs
    .readdirSync(pdfs)
    .filter((f) => f.endsWith(".pdf"))
    .sort();
  const ten = files.filter((_, i) => i % Math.ceil(files.length / 10) === 0).slice(0, 10);
  await signIn("ana");
  await page.goto("/estudio-quilla/sandbox/invoices");
  await drop(
    page,
    ten.map((f) => path.join(pdfs, f)),
  );
  await expect.poll(() => page.getByText(/Leyendo…|Guardando…|En cola|Subiendo…/).count(), { timeout: 110_000, intervals: [1000] }).toBe(0);
  expect(
    await page
      .getByRole("row")
      .filter({ hasText: /Correcta|Por revisar|No admitida/ })
      .count(),
  ).toBeGreaterThanOrEqual(10);
});
