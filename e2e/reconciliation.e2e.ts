import { randomInt, randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { expect, stack, test, type HoldedEyes } from "./journey";

const company = "ferreteria-aldaba";
const list = `/${company}/sandbox/reconciliation`;

type Stored = Readonly<Record<string, unknown>>;

/** Paper and bank of the local Holded, made as its own users and its bank feed make them. */
async function books(holded: HoldedEyes, trade: string) {
  // A name of its own for each journey: a second try of it meets nothing of the first.
  const name = Array.from(
    { length: 7 },
    (_, at) => "BDFGLMNPRST".charAt(randomInt(11)) + (at % 2 ? "" : "AEIOU".charAt(randomInt(5))),
  ).join("");
  const api = async (path: string, body: object | null): Promise<string> => {
    const headers = { authorization: `Bearer ${demoTokens[company].full}`, "content-type": "application/json" };
    const answer = await fetch(`${stack().sandboxUrl}/api/v2${path}`, { method: "POST", headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === "" ? "" : ((JSON.parse(text) as { id?: string } | null)?.id ?? "");
  };
  const all = async (resource: string) =>
    ((await holded.control("GET", `objects/${resource}?account=${company}`)) as { items: Stored[] }).items;
  const one = async (resource: string, id: string) => (await all(resource)).find((object) => object["id"] === id) ?? {};
  const supplier = await api("/contacts", { name: `${trade} ${name}, S.L.`, type: "supplier", is_person: false });
  /** An approved purchase; 21 per cent come on top of the net. */
  const purchase = async (net: number, date = "2026-10-14"): Promise<{ id: string; number: string }> => {
    const number = `E2E-${randomUUID().slice(0, 6).toUpperCase()}`;
    const items = [{ name: "Material", units: 1, price: net, taxes: ["p_iva_21"] }];
    const id = await api("/purchases", { contact_id: supplier, number, date, due_date: date, items });
    await api(`/purchases/${id}/approve`, null);
    return { id, number };
  };
  const movement = async (amount: string, description: string, day = "2026-11-13"): Promise<string> => {
    const fed = await holded.control("POST", "bank-feed", { account: company, movements: [{ value_date: day, description, amount }] });
    return (fed as { ids: string[] }).ids[0] ?? "";
  };
  const stateOf = async (movementId: string) => String((await one("bank-movements", movementId))["status"]);
  /** "363.00": the local Holded's own book, whatever its API writes figures like. */
  const paidOf = async (id: string) => String((await one("purchases", id))["paid"]);
  return { name, purchase, movement, stateOf, paidOf };
}

const row = (page: Page, text: string) => page.locator("[data-row]").filter({ hasText: text }).first();

/** Asks for news of Holded and waits until the movement stands in the list, with the document where one is expected. */
async function listed(page: Page, text: string, document: string | RegExp = ""): Promise<void> {
  await page.goto(`${list}?q=${encodeURIComponent(text)}`);
  await page.getByRole("button", { name: "Leer Holded ahora" }).click();
  await expect(row(page, text)).toContainText(document, { timeout: 90_000 });
}

test("a movement is accepted with one key, can be taken back, and stands reconciled in Holded", async ({ page, signIn, holded }) => {
  const world = await books(holded, "Talleres");
  const invoice = await world.purchase(1000);
  const movement = await world.movement("-1210.00", `RECIBO TALLERES ${world.name} SL ${invoice.number}`);
  await signIn("ana");
  await listed(page, world.name, invoice.number);
  const line = row(page, world.name);
  await expect(line).toContainText(invoice.number);
  // What matched is underlined in the bank's own text.
  await expect(line.locator("mark").first()).toContainText(world.name);
  await expect(page.getByText("Cuadra al céntimo.")).toBeVisible();
  await line.focus();
  await page.keyboard.press("1");
  await expect(line).toBeHidden();
  await expect(page.getByRole("button", { name: /Deshacer/ }).last()).toBeVisible();
  await page.keyboard.press("z");
  await expect(row(page, world.name)).toBeVisible();
  expect(await world.stateOf(movement)).toBe("pending");

  await row(page, world.name).focus();
  await page.keyboard.press("1");
  await expect.poll(() => world.stateOf(movement), { timeout: 90_000 }).toBe("reconciled");
  expect(await world.paidOf(invoice.id)).toBe("1210.00");
  await page.goto(`${list}?bucket=done&q=${world.name}`);
  await row(page, world.name).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Historia" })).toBeVisible();
});

test("the next alternative is a key away, and what was chosen is what is written", async ({ page, signIn, holded }) => {
  const world = await books(holded, "Carpintería");
  const [first, second] = [await world.purchase(300, "2026-10-01"), await world.purchase(300, "2026-10-20")];
  const movement = await world.movement("-363.00", `RECIBO CARPINTERIA ${world.name} SL`);
  await signIn("ana");
  await listed(page, world.name, /E2E-/);
  const line = row(page, world.name);
  await line.focus();
  const shown = (await line.textContent()) ?? "";
  const [proposed, other] = shown.includes(first.number) ? [first, second] : [second, first];
  const stories = page.getByRole("region", { name: "Explicaciones" }).last();
  await expect(stories.getByRole("button").filter({ hasText: other.number })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("2");
  await expect(line).toContainText(other.number);
  await page.keyboard.press("1");
  await expect.poll(() => world.stateOf(movement), { timeout: 90_000 }).toBe("reconciled");
  expect([await world.paidOf(other.id), await world.paidOf(proposed.id)]).toEqual(["363.00", "0.00"]);
});

test("a movement is split by hand over documents that were looked up, with what is left in sight", async ({ page, signIn, holded }) => {
  const world = await books(holded, "Viveros");
  const [first, second] = [await world.purchase(100), await world.purchase(250)];
  const movement = await world.movement("-423.50", `PAGO VARIOS ZONA ${world.name.slice(1)}Q`);
  await signIn("ana");
  await listed(page, `${world.name.slice(1)}Q`);
  await row(page, `${world.name.slice(1)}Q`).focus();
  const pane = page.getByRole("region", { name: "Movimiento elegido" });
  for (const { number } of [first, second]) {
    await page.keyboard.press("/");
    const search = pane.getByRole("combobox", { name: "Buscar un documento" });
    await search.fill(number);
    await expect(pane.getByRole("option").filter({ hasText: number })).toBeVisible();
    await search.press("Enter");
    await search.press("Escape");
  }
  const amount = pane.getByRole("textbox", { name: `Importe de ${first.number}` });
  await amount.fill("50");
  await amount.press("Enter");
  await expect(pane.getByText("Quedan 71,00 € por repartir.")).toBeVisible();
  await amount.fill("121,00");
  await amount.press("Enter");
  await expect(pane.getByText("Cuadra al céntimo.")).toBeVisible();
  await pane.getByRole("button", { name: /Aceptar y conciliar/ }).click();
  await expect.poll(() => world.stateOf(movement), { timeout: 90_000 }).toBe("reconciled");
  expect([await world.paidOf(first.id), await world.paidOf(second.id)]).toEqual(["121.00", "302.50"]);
});

test("a movement without document gets its class, writes nothing, and counts as done in the month", async ({ page, signIn, holded }) => {
  const world = await books(holded, "Nadie");
  const movement = await world.movement("-17.35", `CUOTA CLUB DEPORTIVO ${world.name}`, "2026-08-04");
  await signIn("ana");
  await listed(page, world.name);
  await row(page, world.name).focus();
  await page.keyboard.press("n");
  const pane = page.getByRole("region", { name: "Movimiento elegido" });
  await pane.getByRole("button", { name: "Seguro", exact: true }).click();
  await pane.getByRole("checkbox", { name: /Recordarlo/ }).click();
  await expect(pane.getByText("Se guardan la decisión y la regla. En Holded no se escribe nada.")).toBeVisible();
  // The list shows the decision at once; the page is left only when the server has it.
  const decided = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().includes("/reconciliation"));
  await pane.getByRole("button", { name: /Aceptar sin documento/ }).click();
  await expect(row(page, world.name)).toBeHidden();
  expect((await decided).ok()).toBe(true);
  await expect(async () => {
    await page.goto(`/${company}/sandbox/reconciliation/close?month=2026-08`);
    await expect(page.getByText("Este mes está listo para cerrar.")).toBeVisible({ timeout: 4000 });
  }).toPass({ timeout: 60_000 });
  await page.goto(`/${company}/sandbox/reconciliation/extract?month=2026-08`);
  await expect(page.getByText("Decidido aquí")).toBeVisible();
  expect(await world.stateOf(movement)).toBe("pending");
});

test("the clear ones go together with their count and total, and the filters of the address survive a reload", async ({
  page,
  signIn,
  holded,
}) => {
  const world = await books(holded, "Imprenta");
  const day = "2026-07-01";
  const invoices = [await world.purchase(410, day), await world.purchase(520, day), await world.purchase(630, day)];
  const amounts = ["-496.10", "-629.20", "-762.30"];
  const movements: string[] = [];
  for (const [at, { number }] of invoices.entries())
    movements.push(await world.movement(amounts[at] ?? "", `RECIBO IMPRENTA ${world.name} SL FRA ${number}`, "2026-07-15"));
  await signIn("ana");
  await listed(page, world.name, /E2E-/);
  await page.goto(`${list}?month=2026-07&direction=out&q=${world.name}`);
  await expect(page.getByRole("button", { name: "Marcar las 3" })).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await expect(page.locator("[data-row]")).toHaveCount(3);
  expect(new URL(page.url()).searchParams.get("month")).toBe("2026-07");
  await page.getByRole("button", { name: "Marcar las 3" }).click();
  await page.getByRole("button", { name: /Aceptar 3 · −1\.887,60 €/ }).click();
  await expect(page.locator("[data-row]")).toHaveCount(0);
  for (const movement of movements) await expect.poll(() => world.stateOf(movement), { timeout: 90_000 }).toBe("reconciled");
});

test("the pages about the bank have nothing that axe finds, on a desk and on a phone", async ({ page, signIn }) => {
  await signIn("ana");
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const path of ["", "/extract", "/close", "/statements", "/automation"]) {
      await page.goto(`${list}${path}`);
      await expect(page.getByRole("heading", { name: "Conciliación" })).toBeVisible();
      const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
});
