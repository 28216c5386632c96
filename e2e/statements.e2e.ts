import type { Page } from "@playwright/test";
import { z } from "zod";
import { writeN43, type WrittenMovement } from "@/lib/testing/write-n43";
import { expect, test } from "./journey";

const statements = "/ferreteria-aldaba/sandbox/reconciliation/statements";
const listed = z.object({ items: z.array(z.object({ description: z.string(), amount: z.string() })) });

const mark = `E2E${Date.now().toString(36).toUpperCase()}`;
const movements: readonly WrittenMovement[] = [
  { bookingDate: "2026-09-02", cents: -12100n, concepts: [`RECIBO ${mark}`], commonCode: "03" },
  { bookingDate: "2026-09-03", cents: 50000n, concepts: [`TRANSFERENCIA DE ANA RUIZ ${mark}`] },
  { bookingDate: "2026-09-03", cents: -150n, concepts: [`CAFE BAR ${mark}`] },
  { bookingDate: "2026-09-03", cents: -150n, concepts: [`CAFE BAR ${mark}`] },
];
const n43 = writeN43([{ from: "2026-09-01", to: "2026-09-15", opening: 1234567n, movements, account: String(Date.now()).slice(-10) }]);

async function dropStatement(page: Page, name: string): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(n43, "latin1") });
}

const rows = (page: Page) => page.getByRole("list", { name: "Importar extracto" }).getByRole("button");

test("a Norma 43 file becomes movements in Holded once, and the same file again brings nothing", async ({ page, signIn, holded }) => {
  const inHolded = async () => {
    const { items } = listed.parse(await holded.control("GET", "objects/bank-movements?account=ferreteria-aldaba"));
    return items.filter(({ description }) => description.includes(mark));
  };
  await signIn("ana");
  await page.goto(statements);
  await dropStatement(page, `${mark}.n43`);
  await rows(page).filter({ hasText: "01/09/2026" }).first().click({ timeout: 60_000 });

  // Nobody has said yet whose account it is.
  await page.getByRole("combobox", { name: "Cuenta de Holded" }).click();
  await page.getByRole("option").first().click();
  await expect(page.getByText(/Se crearán 4 movimientos/)).toBeVisible();
  await page.getByRole("button", { name: /Aprobar y crear 4 movimientos/ }).click();
  await expect(page.getByRole("button", { name: /Deshacer/ })).toBeVisible();
  await expect.poll(async () => (await inHolded()).length, { timeout: 60_000 }).toBe(4);
  expect((await inHolded()).map(({ amount }) => amount).sort()).toEqual(["-1.50", "-1.50", "-121.00", "500.00"]);

  await page.goto(statements);
  await dropStatement(page, `otra-vez-${mark}.n43`);
  await rows(page).filter({ hasText: "01/09/2026" }).first().click({ timeout: 60_000 });
  await expect(page.getByText(/No hay nada nuevo en este extracto/)).toBeVisible();
  await expect(page.getByText("Ya venía en un extracto anterior")).toHaveCount(4);
  await page.getByRole("button", { name: /Cerrar sin crear nada/ }).click();
  await expect.poll(async () => (await inHolded()).length).toBe(4);
});
