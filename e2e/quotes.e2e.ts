import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type HoldedEyes } from "./journey";

const company = "ferreteria-aldaba";
const list = `/${company}/sandbox/quotes`;

type Stored = Readonly<Record<string, unknown>>;

async function estimates(holded: HoldedEyes): Promise<readonly Stored[]> {
  return ((await holded.control("GET", `objects/estimates?account=${company}`)) as { items: Stored[] }).items;
}

/** Pastes a request as a rep does, and waits for its draft. */
async function paste(page: Page, text: string, from = "Nuria Olmo <compras@reformasolmo.example>"): Promise<void> {
  await page.goto(list);
  await expect(page.getByRole("heading", { name: "Presupuestos" })).toBeVisible();
  await page
    .getByRole("button", { name: /Nueva petición/ })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Nueva petición" });
  await dialog.getByLabel("Texto de la petición").fill(text);
  await dialog.getByLabel("Remitente").fill(from);
  await dialog.getByLabel("Texto de la petición").press("Control+Enter");
  await expect(page).toHaveURL(/open=/);
  await expect(lines(page)).toBeVisible({ timeout: 60_000 });
}

const lines = (page: Page) => page.getByRole("region", { name: "Líneas del presupuesto" });
const line = (page: Page, number: number) => lines(page).getByRole("group", { name: new RegExp(`^Línea ${number}:`) });

/** Sends the decision and waits for the server's word. */
async function approve(page: Page): Promise<void> {
  const decided = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().includes("/quotes"));
  await page.getByRole("button", { name: /^Aprobar y crear presupuesto/ }).click();
  expect((await decided).ok()).toBe(true);
  await expect(page.getByRole("button", { name: /Deshacer/ }).last()).toBeVisible();
}

test("a pasted request becomes an estimate with the lines that were checked, once", async ({ page, signIn, holded }) => {
  const mark = `Obra ${randomUUID().slice(0, 8)}`;
  await signIn("sergio");
  await paste(
    page,
    `Buenos días:\n\nNecesito precio para ${mark} de:\n- 4 martillos de carpintero de 500 g\n- 3 cajas de tornillos rosca madera\n- 2 bolsas de tacos de nailon de 8 mm\n\nGracias`,
  );
  await expect(page.getByRole("region", { name: "Cliente", exact: true })).toContainText("Reformas Olmo");
  await expect(line(page, 1)).toContainText("MAR-500");
  await expect(line(page, 2)).toHaveAccessibleName(/Por elegir/);
  await expect(line(page, 3)).toContainText("TAC-08");

  // The focused line's words are lit in the request.
  await line(page, 1)
    .getByRole("textbox", { name: /^Cantidad/ })
    .focus();
  await expect(page.getByRole("region", { name: "Petición del cliente" }).locator("mark").first()).toBeVisible();

  // One key puts a candidate in place; the next press puts the next.
  await line(page, 2)
    .getByRole("textbox", { name: /^Cantidad/ })
    .focus();
  await page.keyboard.press("s");
  await expect(line(page, 2)).toHaveAccessibleName(/Encontrado/);
  const first = await line(page, 2)
    .getByRole("button", { name: /cambiar por otro artículo/ })
    .textContent();
  await page.keyboard.press("s");
  const chosen = line(page, 2).getByRole("button", { name: /cambiar por otro artículo/ });
  await expect(chosen).not.toHaveText(first ?? "");
  await page.keyboard.press("Control+z");
  await expect(chosen).toHaveText(first ?? "");

  await line(page, 1)
    .getByRole("textbox", { name: /^Cantidad/ })
    .fill("6");
  await expect(line(page, 1)).toContainText("81,60 €");
  await expect(page.getByText(/^Guardado \d/)).toBeVisible();

  // Nothing is left to ask, so the answer has gone by itself; and the next journey finds these words as this one did.
  await expect(page.getByRole("region", { name: "Respuesta al cliente" })).toContainText("No hay nada que preguntar.");
  await line(page, 2)
    .getByRole("combobox", { name: /significa este artículo/ })
    .selectOption("no");

  const name = (await chosen.textContent()) ?? "";
  await approve(page);
  const own = async () =>
    (await estimates(holded)).filter(
      ({ lines: found }) => JSON.stringify(found).includes(name) && JSON.stringify(found).includes("Martillo"),
    );
  await expect.poll(async () => (await own()).length, { timeout: 90_000 }).toBe(1);
  const [estimate] = await own();
  const written = estimate?.["lines"] as readonly Stored[];
  expect(written.map((one) => [String(one["name"]), Number(one["units"])])).toEqual([
    ["Martillo de carpintero 500 g", 6],
    [name, 3],
    ["Taco de nailon 8 mm, bolsa de 100", 2],
  ]);
});

test("what is not in the catalogue is asked in the answer and never replaced", async ({ page, signIn, holded }) => {
  await signIn("sergio");
  const before = (await estimates(holded)).length;
  await paste(page, "Hola, ¿me pasáis precio de 2 niveles de burbuja de 60 cm y 1 termo eléctrico de 80 litros? Gracias");
  await expect(line(page, 1)).toContainText("NIV-60");
  await expect(line(page, 2)).toHaveAccessibleName(/No está en el catálogo/);
  await expect(page.getByRole("region", { name: "Respuesta al cliente" }).getByRole("textbox")).toHaveValue(/termo/i);
  await approve(page);
  await expect.poll(async () => (await estimates(holded)).length, { timeout: 90_000 }).toBe(before + 1);
  const [written] = (await estimates(holded)).filter(({ lines: found }) => JSON.stringify(found).includes("Nivel de burbuja"));
  expect(JSON.stringify(written)).not.toMatch(/termo/i);
});

test("a swap that is remembered stands among what was learned, and is forgotten with one decision", async ({ page, signIn }) => {
  await signIn("sergio");
  await paste(page, "Buenos días, 5 siliconas de 280 ml. Gracias", "Ayuntamiento de Villaclara");
  await line(page, 1)
    .getByRole("textbox", { name: /^Cantidad/ })
    .focus();
  await page.keyboard.press("s");
  await line(page, 1)
    .getByRole("combobox", { name: /significa este artículo/ })
    .selectOption("all");
  await expect(page.getByText(/^Guardado \d/)).toBeVisible();
  await approve(page);
  await expect(async () => {
    await page.goto(`${list}/learned`);
    await expect(page.getByRole("row").filter({ hasText: "silicona" }).first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 90_000 });
  await page.getByRole("row").filter({ hasText: "silicona" }).first().getByRole("button", { name: "Olvidar" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Olvidar" }).click();
  await expect(page.getByText("Olvidado.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: "silicona" })).toHaveCount(0);
});

test("a rep on the road goes from request to lines on a phone", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn("sergio");
  await paste(page, "Buenas, 3 flexómetros de 5 m y dos escaleras de aluminio de 5 peldaños por favor");
  await page.getByRole("button", { name: "Petición", exact: true }).click();
  await expect(page.getByRole("region", { name: "Petición del cliente" })).toBeVisible();
  await page.getByRole("region", { name: "Petición del cliente" }).locator("mark").first().click();
  await expect(line(page, 1).getByRole("textbox", { name: /^Cantidad/ })).toBeFocused();
  await expect(page.getByRole("region", { name: "Totales" })).toContainText("€");
  await page.getByRole("button", { name: /Total/ }).click();
  await expect(page.getByRole("region", { name: "Totales" })).toContainText("Base imponible");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages about quotes have nothing that axe finds, on a desk and on a phone, ${colorScheme}`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await signIn("sergio");
    await paste(page, "Hola: 3 flexómetros de 5 m, 3 cajas de tornillos rosca madera y un termo eléctrico. El flexómetro a 5 €.");
    const quote = page.url();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const address of [list, quote, `${list}/learned`]) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        if (address === quote) await expect(lines(page)).toBeVisible();
        const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        expect(
          found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`),
          address,
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
    }
  });
}
