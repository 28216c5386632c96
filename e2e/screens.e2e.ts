import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { drop, expect, fixture, test } from "./journey";

const base = "/ferreteria-aldaba/sandbox";
const sizes = { desktop: { width: 1440, height: 900 }, tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };

async function sound(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(
    violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
    ),
    name,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`every page is accessible and fits, ${size}, ${colorScheme}`, async ({ page, signIn }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/sign-in");
      await sound(page, "sign-in");
      await signIn("marta");
      const unconnected = "/ferreteria-aldaba/live/settings/connection";
      for (const where of [
        "/",
        `${base}/invoices`,
        `${base}/activity`,
        `${base}/activity?tab=calls`,
        `${base}/settings/connection`,
        unconnected,
      ]) {
        await page.goto(where);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await sound(page, where);
      }
    });
  }
}

for (const [size, viewport] of Object.entries(sizes)) {
  test(`the review screen is accessible and fits, ${size}`, async ({ page, signIn }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn("ana");
    await page.goto("/estudio-quilla/sandbox/invoices");
    await drop(page, [fixture("16-disenadora-sidebar-irpf")]);
    const item = page.getByText("Aitana Prats").first();
    await expect(item).toBeVisible({ timeout: 60_000 });
    await item.click();
    await expect(page.getByLabel("Número", { exact: true })).toBeVisible();
    await sound(page, "review");
  });
}

test("English and Catalan are complete: no key shows through", async ({ page, signIn }) => {
  await signIn("marta");
  const choose = async (language: string) => {
    await page.goto(`${base}/settings/you`);
    await page.getByRole("combobox").first().click();
    await page.getByRole("option", { name: language }).click();
    await expect(page.getByRole("combobox").first()).toHaveText(language);
  };
  for (const [language, word] of [
    ["English", "Invoices"],
    ["Català", "Factures"],
  ] as const) {
    await choose(language);
    await expect(async () => {
      await page.goto(`${base}/invoices`);
      await expect(page.getByRole("heading", { level: 1, name: word })).toBeVisible({ timeout: 2000 });
    }).toPass();
    for (const where of [`${base}/invoices`, `${base}/activity`, `${base}/activity?tab=calls`, `${base}/settings/connection`, "/"]) {
      await page.goto(where);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      expect(await page.locator("body").innerText()).not.toMatch(/\b(queue|review|invoice|shell|settings|activity|overview)\.[a-z_]+\b/);
    }
  }
  await choose("Español");
});

test("signing out everywhere ends the other session at its next request", async ({ page, signIn, browser }) => {
  await signIn("lucia");
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  const elsewhere = await other.newPage();
  await elsewhere.goto("/");
  await expect(elsewhere).not.toHaveURL(/sign-in/);
  await page
    .getByRole("button", { name: /Lucía Ferrer/ })
    .first()
    .click();
  await page.getByText("Salir en todos los dispositivos").first().click();
  await page
    .getByRole("button", { name: /Salir en todos los dispositivos/ })
    .last()
    .click();
  await expect(page).toHaveURL(/sign-in/);
  await elsewhere.goto("/");
  await expect(elsewhere).toHaveURL(/sign-in/);
  await other.close();
});
