import type { Page } from "@playwright/test";
import { drop, expect, fixture, test, truth } from "./journey";

const base = "/ferreteria-aldaba/sandbox";
const connection = `${base}/settings/connection`;
const account = "ferreteria-aldaba";

/** What a token of the journey may do: enough for invoices, nothing of the bank. */
const permissions = [
  "contacts:contacts.read",
  "contacts:contacts.write",
  "accounting:taxes.read",
  "accounting:expenses-accounts.read",
  "accounting:purchases.read",
  "accounting:purchases.write",
  "developers:usage.read",
];

const section = (page: Page, heading: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: heading }) });

test("a key is changed through the page: a wrong one changes nothing, the table shows what the new one lacks, and there is a way back", async ({
  page,
  signIn,
  holded,
}) => {
  const { token } = (await holded.control("POST", "tokens", { account, permissions })) as { token: string };
  await signIn("marta");
  await page.goto(connection);
  const ending = (four: string) => page.getByText(`Guardada, termina en «${four}»`);
  const before = /«(.{4})»/.exec(await page.getByText(/Guardada, termina en «.{4}»/).innerText())?.[1] ?? "";

  await page.getByRole("button", { name: "Cambiar la clave" }).click();
  await page.getByLabel("Clave nueva").fill("pat_no_existe_en_ninguna_parte_000000000000");
  await page.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(page.getByText(/Holded no acepta la clave/).first()).toBeVisible();
  await expect(ending(before)).toBeVisible();
  await page.getByRole("button", { name: "Cerrar" }).first().click();

  await page.getByLabel("Clave nueva").fill(token);
  await page.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(page.getByText(/Clave guardada: \d+ permisos concedidos, [1-9]\d* que faltan\./)).toBeVisible();
  await expect(ending(token.slice(-4))).toBeVisible();
  const missing = page.getByRole("table", { name: "Permisos que faltan" });
  await expect(missing.getByRole("row").filter({ hasText: "Leer bancos y cajas" })).toContainText("No se ven los movimientos del banco.");
  await expect(section(page, "Agentes").getByRole("listitem").filter({ hasText: "Conciliación" })).toContainText("No puede trabajar");
  await expect(section(page, "Agentes").getByRole("listitem").filter({ hasText: "Facturas recibidas" })).toContainText("Funciona");

  // Who looks at all her companies sees it too, and where it is mended.
  await page.goto("/");
  const line = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /Ferretería Aldaba/ }) });
  await expect(line.getByText(/no pueden trabajar: le faltan permisos a la clave/)).toBeVisible();
  await line.getByRole("link", { name: "Ver los permisos" }).click();
  await expect(page).toHaveURL(/settings\/connection#permissions$/);

  await page.getByRole("button", { name: "Volver a la anterior" }).click();
  await page.getByRole("button", { name: "Probar y volver" }).click();
  await expect(ending(before)).toBeVisible();
  await expect(missing).toHaveCount(0);
  // The key that was tried is the previous one now, and is put away.
  await page.getByRole("button", { name: "Retirar", exact: true }).click();
  await page.getByRole("button", { name: "Retirar la clave" }).click();
  await expect(page.getByRole("heading", { name: "La clave anterior" })).toHaveCount(0);
});

test("the forecast answers while the volumes are typed, and says which plan they need", async ({ page, signIn }) => {
  await signIn("marta");
  await page.goto(connection);
  const forecast = section(page, "Previsión");
  const verdict = forecast.getByRole("status");
  await forecast.getByLabel("Facturas de compra").fill("40");
  await forecast.getByLabel("Movimientos de banco").fill("60");
  await expect(verdict).toContainText(/^Cabe/);
  await forecast.getByLabel("Movimientos de banco").fill("20000");
  await expect(verdict).toContainText(/^Hace falta otro plan/);
  await expect(verdict).toContainText(/hace falta el plan Premium\. Lo que más pesa: conciliación/);
  await expect(forecast.getByLabel("Movimientos de banco")).toHaveValue("20.000");
  const row = forecast.getByRole("row").filter({ hasText: /conciliación/i });
  await expect(row).toContainText(/\d{2,3}\.\d{3}/);
  await forecast.getByLabel("Movimientos de banco").fill("60");
  await expect(verdict).toContainText(/^Cabe/);
});

test("a step that failed is tried again from the log, which says first what will be looked up", async ({ page, signIn, holded }) => {
  await signIn("marta");
  const wanted = "REINTENTO-2/2026";
  await page.goto(`${base}/invoices`);
  const paper = truth("04-luz-domiciliada");
  await drop(page, [fixture("04-luz-domiciliada")]);
  const row = page.getByRole("row").filter({ hasText: paper.number }).first();
  await expect(row).toBeVisible({ timeout: 60_000 });
  await row.click();
  // A number nobody else used: the other journeys may have booked this paper before.
  const number = page.getByLabel("Número", { exact: true });
  await number.fill(wanted);
  await number.blur();
  await expect(page.getByText(/Guardado \d/).first()).toBeVisible();
  const written = async () => (await holded.purchases()).filter((p) => p.document_number === wanted || p.number === wanted).length;
  await holded.control("POST", "switches", { account, locked_until: "2026-12-31" });
  try {
    await page.getByRole("button", { name: /Aprobar y crear compra/ }).click();
    await expect(page.getByRole("button", { name: /Deshacer/ }).last()).toBeVisible();
    await expect(async () => {
      await page.goto(`${base}/activity?tab=calls&outcome=failed&method=POST&purpose=write`);
      await expect(page.getByRole("row").filter({ hasText: wanted }).first()).toBeVisible({ timeout: 4000 });
    }).toPass({ timeout: 110_000 });
  } finally {
    await holded.control("POST", "switches", { account, locked_until: null });
  }
  // The keyboard alone: to the first call, and open. The page listens once it has come alive.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.getByRole("button", { name: /Ver detalle de POST/ }).first()).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Recibido" })).toContainText("This date has been locked");
  await expect(page.getByText(/El periodo está cerrado en Holded/).first()).toBeVisible();
  expect(await written()).toBe(0);
  await page.getByRole("button", { name: "Reintentar el paso" }).click();
  await expect(page.getByRole("dialog")).toContainText(/se busca/i);
  await page.getByRole("button", { name: "Buscar y reintentar" }).click();
  await expect.poll(written, { timeout: 60_000 }).toBe(1);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Descargar CSV" }).click();
  expect((await download).suggestedFilename()).toBe("llamadas-ferreteria-aldaba-sandbox.csv");
});

test("notices of Holded are switched on, get another secret, and are switched off again", async ({ page, signIn, holded }) => {
  const inHolded = async () => {
    const { items } = (await holded.control("GET", `objects/webhooks?account=${account}`)) as { items: { id: string; url: string }[] };
    return items.filter(({ url }) => url.includes("/api/holded/webhooks/")).map(({ id }) => id);
  };
  await signIn("marta");
  await page.goto(connection);
  const notices = section(page, "Avisos de Holded");
  const dialog = page.getByRole("dialog");
  const off = notices.getByText(/^No están activados/);
  const switchOff = async () => {
    await notices.getByRole("button", { name: "Desactivar" }).click();
    await expect(dialog).toContainText("Los cambios se buscarán consultando");
    await dialog.getByRole("button", { name: "Desactivar" }).click();
    await expect(off).toBeVisible();
  };
  await expect(notices).toBeVisible();
  // What an earlier try of this journey left.
  if (!(await off.isVisible())) await switchOff();

  await notices.getByRole("button", { name: "Activar los avisos" }).click();
  await expect(notices.getByText("Guardado y cifrado")).toBeVisible();
  await expect(notices.getByText("Ninguno todavía")).toBeVisible();
  const [first, ...more] = await inHolded();
  expect(first).toBeTruthy();
  expect(more).toEqual([]);

  await notices.getByRole("button", { name: "Cambiar el secreto" }).click();
  await expect(dialog).toContainText("El de ahora sigue valiendo tres días");
  await dialog.getByRole("button", { name: "Cambiar el secreto" }).click();
  await expect(notices.getByText(/El anterior vale hasta el/)).toBeVisible();
  const [second, ...others] = await inHolded();
  expect(second).not.toBe(first);
  expect(others).toEqual([]);

  const unsigned = notices.getByRole("switch", { name: "Aceptar avisos sin firma" });
  await unsigned.click();
  await expect(unsigned).toBeChecked();
  await expect(notices.getByText(/^Cuidado: quien conozca la dirección/)).toBeVisible();
  await unsigned.click();
  await expect(unsigned).not.toBeChecked();

  await notices.getByRole("button", { name: "Escribir el secreto" }).click();
  const secret = notices.getByLabel("Secreto de Holded");
  await secret.fill("esto-no-es-un-secreto");
  await notices.getByRole("button", { name: "Guardar el secreto" }).click();
  await expect(page.getByText(/Hay datos que no se entienden/).first()).toBeVisible();
  await secret.fill(`whsec_${"a1".repeat(16)}`);
  await page.keyboard.press("Enter");
  await expect(secret).toHaveCount(0);

  await switchOff();
  expect(await inHolded()).toEqual([]);
});

test("an agent goes to live only when an admin says so, and the trail tells who and when", async ({ page, signIn }) => {
  await signIn("marta");
  await page.goto(connection);
  const agent = section(page, "Agentes").getByRole("listitem").filter({ hasText: "Facturas recibidas" });
  const dialog = page.getByRole("dialog");
  const stop = async () => {
    await agent.getByRole("button", { name: "Parar en producción" }).click();
    await dialog.getByRole("button", { name: "Parar en producción" }).click();
    await expect(agent).toContainText("Solo en pruebas");
  };
  await expect(agent).toBeVisible();
  // What an earlier try of this journey left.
  if (await agent.getByRole("button", { name: "Parar en producción" }).isVisible()) await stop();
  await expect(agent).toContainText("Solo en pruebas");

  await agent.getByRole("button", { name: "Pasar a producción" }).click();
  await expect(dialog).toContainText("Nada se escribe en Holded sin que una persona lo apruebe");
  await dialog.getByRole("button", { name: "Cancelar" }).click();
  await expect(agent).toContainText("Solo en pruebas");

  await agent.getByRole("button", { name: "Pasar a producción" }).click();
  await dialog.getByRole("button", { name: "Pasar a producción" }).click();
  await expect(agent).toContainText(/En producción · Marta Ibáñez/);

  await page.goto("/ferreteria-aldaba/live/activity");
  await expect(page.getByRole("row").filter({ hasText: "Agente activado para Producción" }).first()).toContainText("Marta Ibáñez");

  await page.goto(connection);
  await stop();
});

test("a limit of calls beside those of the plan is set with the keyboard, and taken away again", async ({ page, signIn }) => {
  await signIn("marta");
  await page.goto(connection);
  const quota = section(page, "Plan y cuota");
  const remove = quota.getByRole("button", { name: "Quitar el límite" });
  const add = quota.getByRole("button", { name: "Añadir un límite" });
  await expect(quota).toBeVisible();
  // What an earlier try of this journey left.
  if (await remove.isVisible()) await remove.click();
  await expect(add).toBeVisible();

  await expect(async () => {
    await add.press("Enter");
    await expect(quota.getByLabel("Llamadas", { exact: true })).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type("nada");
  await page.keyboard.press("Enter");
  await expect(quota.getByText("Un número entero, de 1 a 10.000.")).toBeVisible();
  await quota.getByLabel("Llamadas", { exact: true }).fill("500");
  await quota.getByLabel("Cada", { exact: true }).fill("10");
  await page.keyboard.press("Enter");
  await expect(quota.getByText("500 llamadas cada 10 segundos")).toBeVisible();

  await remove.click();
  await expect(quota.getByText("Ninguno más que los del plan.")).toBeVisible();
});
