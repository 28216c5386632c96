import fs from "node:fs";
import path from "node:path";
import { expect, test as base, type BrowserContext, type Page } from "@playwright/test";
import { z } from "zod";
import { demoPeople } from "@/prisma/demo";

const state = z.object({ controlUrl: z.string(), webUrl: z.string(), sandboxUrl: z.string(), controlKey: z.string(), logDir: z.string() });
export type StackState = z.infer<typeof state>;
export const stack = (): StackState => state.parse(JSON.parse(process.env.VISTO_E2E_STATE ?? "{}"));

type Person = "ana" | "marta" | "sergio" | "lucia";

/** What stands in the local Holded, asked over its control address as a tester would. */
export type HoldedEyes = {
  purchases(account?: string): Promise<readonly Record<string, unknown>[]>;
  control(method: "GET" | "POST", pathName: string, body?: unknown): Promise<unknown>;
};

export type WorkerHands = {
  stop(): Promise<void>;
  start(settings?: Readonly<Record<string, string>>): Promise<void>;
  gone(): Promise<{ code: number | null; signal: string | null }>;
};

/**
 * Sessions of this run, by person. The console counts the sign-ins of an address, right ones too, as it should; hundreds of
 * journeys from one address would be refused.
 */
const sessions = new Map<Person, Parameters<BrowserContext["addCookies"]>[0]>();

async function signInByHand(page: Page, name: Person): Promise<void> {
  const person = demoPeople.find((p) => p.email === `${name}@visto.example`);
  if (!person) throw new Error(`no sample person ${name}`);
  await page.getByLabel("Correo electrónico").fill(person.email);
  await page.getByLabel("Contraseña", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Entrar", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

type Fixtures = {
  signIn: (person: Person) => Promise<void>;
  holded: HoldedEyes;
  worker: WorkerHands;
  quiet: undefined;
};

/** Journeys fail on any error that the browser's console shows, unless the journey is about that error. */
export const test = base.extend<Fixtures>({
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(error.message));
      await use(undefined);
      // The browser itself reports refused requests (4xx) this way; what the page says about them is asserted where it matters.
      expect(errors.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
    },
    { auto: true },
  ],
  signIn: async ({ page }, use) => {
    await use(async (name) => {
      const known = sessions.get(name);
      if (known) await page.context().addCookies(known);
      await page.goto(known ? "/" : "/sign-in");
      if (new URL(page.url()).pathname !== "/sign-in") return;
      await signInByHand(page, name);
      const cookies = await page.context().cookies();
      sessions.set(
        name,
        cookies.filter((cookie) => cookie.name.endsWith("visto.session")),
      );
    });
  },
  holded: async ({}, use) => {
    const { sandboxUrl, controlKey } = stack();
    const control: HoldedEyes["control"] = async (method, pathName, body) => {
      const response = await fetch(`${sandboxUrl}/_sandbox/${pathName}`, {
        method,
        headers: { "x-sandbox-key": controlKey, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${pathName}: ${response.status} ${await response.text()}`);
      return response.json();
    };
    const purchases: HoldedEyes["purchases"] = async (account = "ferreteria-aldaba") => {
      const answer = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
      return answer.parse(await control("GET", `objects/purchases?account=${account}`)).items;
    };
    await use({ purchases, control });
  },
  worker: async ({}, use) => {
    const { controlUrl } = stack();
    const call = async (name: string) => {
      const response = await fetch(`${controlUrl}/worker/${name}`);
      if (!response.ok) throw new Error(await response.text());
      return response.json() as Promise<unknown>;
    };
    await use({
      stop: async () => void (await call("stop")),
      start: async (settings = {}) => void (await call(`start?${new URLSearchParams(settings)}`)),
      gone: async () => (await call("gone")) as { code: number | null; signal: string | null },
    });
  },
});
export { expect } from "@playwright/test";

export const fixturesDir = path.join(import.meta.dirname, "fixtures/pdf");
export const fixture = (name: string): string => path.join(fixturesDir, `${name}.pdf`);
export const corpusDir = path.resolve(import.meta.dirname, "../../shared/corpus/invoices");

type Truth = { number: string; total: string; payable: string; netTotal: string; supplier: { name: string; taxId: string } };
export const truth = (name: string): Truth => JSON.parse(fs.readFileSync(path.join(fixturesDir, `${name}.json`), "utf8")) as Truth;

/** Puts files into the page as the file picker does. */
export async function drop(page: Page, files: readonly string[]): Promise<void> {
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles([...files]);
}
