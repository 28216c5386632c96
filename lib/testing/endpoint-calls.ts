import { afterAll, beforeAll, expect } from "vitest";
import type { z } from "zod";
import { holdedClient, type HoldedClient } from "@/lib/holded/client";
import type { CallInput, Endpoint, Page } from "@/lib/holded/endpoint";
import { createContact } from "@/lib/holded/endpoints/contacts";
import { demoAccounts } from "@/lib/holded/sandbox/seed/demo-accounts";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { ok } from "@/lib/kernel/result";
import { testDatabase } from "@/lib/testing/database";
import { pdf } from "@/lib/testing/pdf-bytes";
import { admin, company } from "@/lib/testing/people";

type Schema = z.ZodType | null;
type AnyEndpoint = { readonly method: string; readonly path: string };

/** The account of the local Holded in which the calls are made. */
export const account = "ferreteria-aldaba";

/** Which endpoint files each of the test files calls to the last endpoint. */
export const calledIn = {
  books: [
    "account-settings", "taxes", "products", "services", "price-lists", "numbering-series", "payment-methods", "warehouses", "tags",
    "contacts", "accounts", "bank-movements", "ledger-entries",
  ],
  documents: ["purchases", "payments", "invoices", "credit-notes", "sales-receipts", "estimates"],
  work: ["funnels", "leads", "events", "projects", "project-times", "tasks", "employees", "inbox", "webhooks"],
} as const; // prettier-ignore

/** Every list that has something to say can be asked for so. */
export const all = { query: {} };
export const file = { field: "file", fileName: "nota.pdf", mediaType: "application/pdf", bytes: pdf };
export const item = { name: "Tornillo 20 mm", units: 3, price: 12.5, taxes: ["s_iva_21"] };
export const bought = { ...item, taxes: ["p_iva_21"], discount: 10 };
export const dated = { date: "2026-10-14", due_date: "2026-11-13", currency: "EUR", tags: ["vb-prueba"], notes: "Aviso" };
/** Sales are numbered by date: none before the last one of the sample company. */
export const sold = { ...dated, date: "2026-11-22", due_date: "2026-12-22" };

/** The items of a page that must be readable to the last and not be empty. */
export function itemsOf<Item>(page: Page<Item>): readonly Item[] {
  expect(page.unreadable).toEqual([]);
  expect(page.items.length).toBeGreaterThan(0);
  return page.items;
}

export function first<Item>(page: Page<Item>): Item {
  const [one] = itemsOf(page);
  if (one === undefined) throw new Error("the list is empty");
  return one;
}

/** The endpoints that a file of `lib/holded/endpoints` exports, by name. */
export async function endpointsOf(name: string): Promise<readonly (readonly [name: string, endpoint: AnyEndpoint])[]> {
  const exported: object = await import(`../holded/endpoints/${name}.ts`);
  return Object.entries(exported).filter((one): one is [string, AnyEndpoint] => isEndpoint(one[1]));
}

function isEndpoint(value: unknown): value is AnyEndpoint {
  return typeof value === "object" && value !== null && "method" in value && "permission" in value && "path" in value;
}

/** The client on a local Holded of its own for the tests of a file, which remembers what was called. */
export function endpointCalls() {
  testDatabase();
  const held: { sandbox?: Sandbox; client?: HoldedClient } = {};
  const called = new Set<unknown>();

  beforeAll(async () => {
    const sandbox = await startSandbox({ seed: demoAccounts, switches: { plan: "premium", windows: { minute: 5_000 } } });
    const { scope } = await company().with(admin("eva"));
    const access = {
      baseUrl: `${sandbox.url}/api/v2`,
      token: demoTokens[account].full,
      accountKey: `test:${sandbox.url}`,
      plan: "premium",
      numberMode: null,
      isSaved: false,
    } as const;
    Object.assign(held, { sandbox, client: holdedClient(scope, { purpose: "write", access: () => Promise.resolve(ok(access)) }) });
  });
  afterAll(() => held.sandbox?.stop());

  /** The answer to a call, whether Holded says yes or no. */
  async function ask<Path extends string, Query extends Schema, Body extends Schema, Answer>(
    endpoint: Endpoint<Path, Query, Body, Answer>,
    input: CallInput<Path, Query, Body>,
  ) {
    called.add(endpoint);
    if (!held.client) throw new Error("no test is running");
    return held.client.call(endpoint, input);
  }

  /** The value of a call that must succeed. */
  async function call<Path extends string, Query extends Schema, Body extends Schema, Answer>(
    endpoint: Endpoint<Path, Query, Body, Answer>,
    input: CallInput<Path, Query, Body>,
  ): Promise<Answer> {
    const result = await ask(endpoint, input);
    if (!result.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${JSON.stringify(result.error)}`);
    return result.value;
  }

  return {
    call,
    ask,
    customer: async () => (await call(createContact, { body: { name: "Ana Ruiz", type: "client", is_person: true } })).id,
    get sandbox(): Sandbox {
      if (!held.sandbox) throw new Error("no test is running");
      return held.sandbox;
    },
    /** Which endpoints of these files no test has called, and what the local Holded did against its own schema. */
    async leftOut(names: readonly string[]): Promise<readonly string[]> {
      const forgotten: string[] = [];
      for (const name of names) {
        for (const [key, one] of await endpointsOf(name)) if (!called.has(one)) forgotten.push(`${name} ${key}`);
      }
      const { ownMistakes } = this.sandbox.control.state();
      return [...forgotten, ...ownMistakes, ...this.sandbox.control.warnings(account).map(({ message }) => message)];
    },
  };
}
