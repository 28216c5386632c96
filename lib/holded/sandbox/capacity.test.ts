import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import type { Account } from "./account";
import { answerCall, type ApiAnswer } from "./api";
import { Core } from "./core";
import { exact } from "./numbers";
import { invoices, purchases } from "./resources/documents-kinds";
import type { HoldedDocument } from "./resources/documents-model";
import { emptyProduct } from "./resources/products";
import { products } from "./resources/products-model";
import { bankMovements, treasuryAccounts } from "./resources/treasury-model";
import { demoAccounts } from "./seed/demo-accounts";
import { demoTokens } from "./seed/demo-tokens";
import { Store } from "./store";

const count = 50_000;
const now = (): Date => new Date("2026-11-20T10:00:00Z");

it("fifty thousand purchases: a write, a page and a start cost what they cost with few", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-capacity-"));
  const store = new Store("acme", folder, now);
  const write = (index: number): void =>
    store.transact((transaction) => transaction.put(purchases, { ...sample("purchase", index), id: transaction.newId() }));
  const few = timed(() => times(1_000, write));
  times(count - 2_000, write);
  const many = timed(() => times(1_000, write));
  // A loose bound against a cost that grows with the size: fifty times as many objects, not even ten times as slow.
  expect(many).toBeLessThan(few * 10 + 500);
  const reader = store.in(purchases);
  expect(timed(() => reader.by("contact_id", "contact-7"))).toBeLessThan(100);
  expect(reader.all("total")).toHaveLength(count);
  await store.close();
  const reading = timed(() => {
    const again = new Store("acme", folder, now);
    expect(again.in(purchases).size).toBe(count);
    expect(again.in(purchases).by("status", "pending")).toHaveLength(count);
  });
  // A tenth of a millisecond for each would still be a start within a few seconds.
  expect(reading).toBeLessThan(count / 4);
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

it("a call costs with 50,000 invoices, 50,000 movements and 20,000 products what it costs with a few hundred", () => {
  const [small, large] = [company(500, 500, 200), company(count, count, 20_000)];
  const contact = "?contact_id=contact-7";
  const calls: readonly (readonly [method: string, path: string, body?: unknown])[] = [
    ["GET", "/invoices?limit=50"],
    ["GET", "/invoices?limit=50&sort=-date"],
    ["GET", `/invoices${contact}&limit=5`],
    ["GET", "/invoices?status=partial&limit=50"],
    ["GET", "/invoices?start_date=2027-01-01&end_date=2027-01-31"],
    ["GET", "/invoices/find-by-number?number=N-77"],
    ["GET", `/invoices?limit=50&cursor=${small.account.store.in(invoices).all()[40]?.id ?? ""}`],
    ["GET", `/treasury/accounts/${small.bank}/bank-movements?start_date=2026-12-24&end_date=2026-12-24`],
    ["GET", `/treasury/accounts/${small.bank}/bank-movements?status=partial`],
    ["POST", `/treasury/accounts/${small.bank}/bank-movements`, { amount: "1.00", description: "x", balance: "1.00" }],
    ["GET", "/products?limit=50"],
    ["GET", "/accounting-accounts"],
    ["POST", "/products", { name: "x", kind: "simple", has_stock: false, for_sale: true, for_purchase: true }],
    ["POST", "/invoices", { contact_id: small.contact, date: "2026-11-20", items: [{ name: "x", units: 1, price: 1 }] }],
  ];
  for (const lag of [0, 5_000]) {
    for (const one of [small, large]) one.account.set({ read_lag_ms: lag });
    for (const [method, address, body] of calls) {
      const [few, many] = [small, large].map((one) => median(() => one.call(method, address, body)));
      // A hundred times as many objects. What still grows is a copy of references after a write: milliseconds, not work.
      expect(many, `${method} ${address} with a lag of ${lag}`).toBeLessThan((few ?? 0) * 10 + 25);
    }
  }
}, 120_000);

type Company = {
  readonly account: Account;
  readonly bank: string;
  readonly contact: string;
  call(method: string, address: string, body?: unknown): ApiAnswer;
};

/** The sample company with so many invoices, movements and products more. Ids are the same in each. */
function company(documents: number, movements: number, goods: number): Company {
  const core = new Core({ dataDir: null, seed: demoAccounts.slice(0, 1), switches: { windows: { minute: null, month: null } }, now });
  const account = core.account("ferreteria-aldaba");
  const bank = account.store.in(treasuryAccounts).all()[0]?.id ?? "";
  account.store.transact((write) => {
    times(documents, (index) => write.put(invoices, { ...sample("invoice", index), id: write.newId() }));
    const empty = account.store.in(bankMovements).all()[0];
    times(movements, (index) => {
      if (empty) write.put(bankMovements, { ...empty, id: write.newId(), status: "pending", value_date: dayOf(index) });
    });
    times(goods, (index) => write.put(products, { ...emptyProduct(write.newId(), "simple"), sku: `SKU-${index}`, price: "1" }));
  }, new Date("2026-11-01T00:00:00Z"));
  const authorization = `Bearer ${demoTokens["ferreteria-aldaba"].full}`;
  return {
    account,
    bank,
    contact: core.objects("contacts", account.key)[0]?.id ?? "",
    call(method, address, body) {
      const request = {
        method,
        url: new URL(`http://sandbox/api/v2${address}`),
        authorization,
        text: body ? JSON.stringify(body) : null,
        file: null,
      };
      const answer = answerCall({ accounts: [account], log: core.log, now }, request, null);
      if (answer.status >= 300) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer;
    },
  };
}

/** Milliseconds of the processor's time, which others on the machine do not take away. */
function timed(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** The middle one of several runs, so that a pause of the machine does not decide. */
function median(work: () => void): number {
  return Array.from({ length: 9 }, () => timed(work)).sort((a, b) => a - b)[4] ?? 0;
}

function times(many: number, work: (index: number) => void): void {
  for (let index = 0; index < many; index += 1) work(index);
}

const dayOf = (index: number): string => `2026-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 28) + 1).padStart(2, "0")}`;

function sample(type: HoldedDocument["type"], index: number): HoldedDocument {
  const total = exact((index * 7919) % 100_000)
    .dividedBy(100)
    .toFixed(2);
  return {
    id: "",
    type,
    number: `N-${index}`,
    wantedNumber: null,
    number_line_id: null,
    contact_id: `contact-${index % 500}`,
    contact_name: "Suministros",
    description: null,
    date: dayOf(index),
    due_date: null,
    notes: null,
    body: null,
    language: "es",
    currency: "EUR",
    currency_change: "1.0",
    lines: [],
    tags: [],
    custom_fields: [],
    warehouse_id: null,
    payment_method_id: null,
    discountPercent: "0",
    project_id: null,
    design_id: null,
    sales_channel_id: null,
    from: null,
    draft: true,
    approved_at: null,
    cancelled: false,
    reply: null,
    verifactu_sent_at: null,
    paid: "0.00",
    subtotal: total,
    discount: "0.00",
    tax: "0.00",
    total,
  };
}
