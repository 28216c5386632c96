import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { exact } from "./numbers";
import type { HoldedDocument } from "./resources/documents-model";
import { purchases } from "./resources/documents-kinds";
import { Store } from "./store";

const count = 50_000;

it("fifty thousand purchases: a write, a page and a start cost what they cost with few", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-capacity-"));
  const store = new Store("acme", folder, () => new Date("2026-11-20T10:00:00Z"));
  const write = (index: number): void =>
    store.transact((transaction) => transaction.put(purchases, { ...sample(index), id: transaction.newId() }));
  const timed = (work: () => void): number => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  const few = timed(() => times(1_000, write));
  times(count - 2_000, write);
  const many = timed(() => times(1_000, write));
  // A loose bound against a cost that grows with the size: fifty times as many objects, not even ten times as slow.
  expect(many).toBeLessThan(few * 10 + 500);
  const reader = store.in(purchases);
  expect(timed(() => reader.by("contact_id", "contact-7"))).toBeLessThan(100);
  expect(reader.all("total")).toHaveLength(count);
  await store.close();
  const again = new Store("acme", folder, () => new Date("2026-11-20T10:00:00Z"));
  expect(again.in(purchases).size).toBe(count);
  await again.close();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

function times(many: number, work: (index: number) => void): void {
  for (let index = 0; index < many; index += 1) work(index);
}

function sample(index: number): HoldedDocument {
  const total = exact((index * 7919) % 100_000)
    .dividedBy(100)
    .toFixed(2);
  return {
    id: "",
    type: "purchase",
    number: `N-${index}`,
    wantedNumber: null,
    number_line_id: null,
    contact_id: `contact-${index % 500}`,
    contact_name: "Suministros",
    description: null,
    date: `2026-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 28) + 1).padStart(2, "0")}`,
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
