import fs from "node:fs";
import path from "node:path";
import type { APIResponse } from "@playwright/test";
import { expect, stack, test } from "./journey";

/**
 * Generated: every page, route and action of the build is tried by somebody who has no business there. Sergio belongs to
 * the ferretería only, so the agency must look to him as if it did not exist; signed out, nothing does.
 */
const app = path.resolve(import.meta.dirname, "../app");
const id = "00000000-0000-4000-8000-000000000000";
const values: Record<string, string> = { company: "estudio-quilla", environment: "sandbox", id };

/** Where a file of the app answers, with the parameters of the agency filled in. */
const addressOf = (file: string): string =>
  `/${path.dirname(file)}`.replace(/\/\([^)]*\)/g, "").replace(/\[\.*(\w+)\]/g, (_, name: string) => values[name] ?? id);

function addresses(fileName: "page.tsx" | "route.ts"): string[] {
  return fs
    .readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((f) => path.basename(f) === fileName && f.includes("[company]"))
    .map(addressOf);
}

const verbs = (address: string): string[] => {
  const folder = fs.readdirSync(app, { recursive: true, encoding: "utf8" }).filter((f) => path.basename(f) === "route.ts");
  const file = folder.find((f) => addressOf(f) === address);
  const source = fs.readFileSync(path.join(app, file ?? ""), "utf8");
  return ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((verb) =>
    new RegExp(`export (const|async function|function) ${verb}\\b`).test(source),
  );
};

test("there are pages, routes and actions to try", () => {
  expect(addresses("page.tsx").length).toBeGreaterThanOrEqual(4);
  expect(addresses("route.ts").length).toBeGreaterThanOrEqual(4);
  expect(actionIds().length).toBeGreaterThanOrEqual(10);
});

for (const address of addresses("page.tsx")) {
  test(`signed out, ${address} leads to the sign-in`, async ({ page }) => {
    await page.goto(address);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test(`to a stranger ${address} looks as if it did not exist`, async ({ page, signIn }) => {
    await signIn("sergio");
    const answer = await page.goto(address);
    const nowhere = await page.goto(address.replace("estudio-quilla", "no-existe-tal"));
    expect(answer?.status()).toBe(404);
    expect(nowhere?.status()).toBe(404);
    await expect(page.getByText("Quilla")).toHaveCount(0);
  });
}

for (const address of addresses("route.ts")) {
  for (const verb of verbs(address)) {
    test(`${verb} ${address} answers strangers as if it did not exist`, async ({ page, signIn }) => {
      const call = (where: string) => page.request.fetch(where, { method: verb, headers: { origin: stack().webUrl }, maxRedirects: 0 });
      const out = await call(address);
      expect([401, 404]).toContain(out.status());
      await signIn("sergio");
      const stranger = await call(address);
      const nowhere = await call(address.replace("estudio-quilla", "no-existe-tal"));
      expect(stranger.status()).toBe(404);
      expect(nowhere.status()).toBe(404);
      const withoutIds = async (answer: APIResponse) => (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>");
      expect(await withoutIds(stranger)).toBe(await withoutIds(nowhere));
    });
  }
}

/** Every server action that the build offers to the browser. */
function actionIds(): string[] {
  const manifest = path.resolve(import.meta.dirname, "../.next/server/server-reference-manifest.json");
  const { node } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { node: Record<string, unknown> };
  return Object.keys(node);
}

test("no server action does anything for a stranger or for somebody signed out", async ({ page, signIn }) => {
  const call = async (action: string) => {
    const response = await page.request.post("/sign-in", {
      headers: { "next-action": action, origin: stack().webUrl, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component" },
      data: JSON.stringify([{ company: "estudio-quilla", environment: "sandbox", id, seenVersion: 1, seenHash: "x", requestKey: id }]),
      maxRedirects: 0,
    });
    return { status: response.status(), text: await response.text() };
  };
  for (const action of actionIds()) {
    const { status, text } = await call(action);
    expect(status, action).toBeLessThan(500);
    expect(text, action).toMatch(/auth\.required|access\.not_found|access\.forbidden/);
  }
  await signIn("sergio");
  const answers = await Promise.all(actionIds().map(call));
  for (const { text } of answers) expect(text).not.toMatch(/"ok":true.*(token|estudio-quilla)/);
  const refusedAtTheDoor = answers.filter(({ text }) => text.includes("access.not_found"));
  // The rest are actions of the person herself (language, theme, sign-out), which no company guards.
  expect(refusedAtTheDoor.length).toBeGreaterThanOrEqual(10);
});
