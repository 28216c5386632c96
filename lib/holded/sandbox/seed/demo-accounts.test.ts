import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Core } from "../core";
import { isObjectId } from "../object-ids";
import { exact } from "../numbers";
import { treasuryAccounts } from "../resources/treasury-model";
import { demoAccounts } from "./demo-accounts";
import { demoTaxIds } from "./demo-tokens";

const contacts = demoAccounts.flatMap((account) => account.contacts);
const spanish = contacts.flatMap(({ code, bill_address }) => (code && bill_address?.country_code === "ES" ? [code] : []));

/** The control character of a Spanish tax id, computed from the law's text and not from the product's code. */
function isValid(code: string): boolean {
  if (/^\d{8}[A-Z]$/.test(code)) return code[8] === "TRWAGMYFPDXBNJZSQVHLCKE"[Number(code.slice(0, 8)) % 23];
  const digits = [...code.slice(1, 8)].map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 1 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10)),
    0,
  );
  const control = (10 - (sum % 10)) % 10;
  return code[8] === String(control) || code[8] === "JABCDEFGHI"[control];
}

describe("the sample companies", () => {
  it("have contacts with valid Spanish tax ids, none twice", () => {
    expect(spanish.filter((code) => !isValid(code))).toEqual([]);
    expect(Object.values(demoTaxIds).filter((code) => !isValid(code))).toEqual([]);
    expect(new Set(spanish).size).toBe(spanish.length);
    expect(spanish.length).toBeGreaterThan(35);
  });

  it("have bank accounts with valid IBANs", () => {
    for (const { iban } of demoAccounts.flatMap((account) => account.treasury)) {
      if (iban === null) continue;
      const digits = [...(iban.slice(4) + iban.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join("");
      expect(BigInt(digits) % 97n, iban).toBe(1n);
    }
  });

  it("each know suppliers without a tax id and a pair of names that are easily confused", () => {
    for (const account of demoAccounts) {
      expect(account.contacts.filter((contact) => !contact.code).length).toBeGreaterThan(1);
      const names = account.contacts.map((contact) => contact.name);
      expect(names.filter((name) => /Ibarra|Arrayán/.test(name))).toHaveLength(2);
    }
  });

  it("have every purchase tax key that lines may need, once", () => {
    for (const { taxes } of demoAccounts) {
      const keys = taxes.map((tax) => tax.key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual(
        expect.arrayContaining([
          "p_iva_21",
          "p_iva_10",
          "p_iva_75",
          "p_iva_0",
          "p_ret_15",
          "p_retrent_19",
          "p_rec_52",
          "p_rec_05",
          "p_iva_invsuj",
          "p_igic_7",
        ]),
      );
    }
  });
});

describe("the sample companies at work", () => {
  const open = (): Core => new Core({ dataDir: null, seed: demoAccounts, switches: {}, now: () => new Date("2026-11-22T09:00:00Z") });
  const core = open();
  const kinds = (account: string): readonly string[] => core.account(account).store.names();
  const ids = (account: string, of = core): readonly string[] =>
    kinds(account)
      .flatMap((name) => of.objects(name, account).map((one) => one.id))
      .filter(isObjectId);

  it("share no id, so that an id tells the account", () => {
    const [first, second] = demoAccounts.map(({ key }) => new Set(ids(key)));
    expect(first?.size).toBeGreaterThan(300);
    expect([...(first ?? [])].filter((id) => second?.has(id))).toEqual([]);
  });

  it("are the same at every start", () => {
    const again = open();
    for (const { key } of demoAccounts) {
      for (const name of kinds(key).filter((one) => one !== "tokens")) expect(again.objects(name, key)).toEqual(core.objects(name, key));
    }
  });

  it("sell at prices above their cost, with a VAT that the account has", () => {
    for (const { key, taxes } of demoAccounts) {
      const keys = new Set(taxes.map((tax) => tax.key));
      const goods = [...core.objects("products", key), ...core.objects("services", key)];
      expect(goods.length).toBeGreaterThan(12);
      for (const one of goods) {
        expect(exact(String(one["price"])).greaterThan(String(one["cost"])), String(one["name"])).toBe(true);
        for (const tax of one["taxes"] as string[]) expect(keys.has(tax), tax).toBe(true);
      }
    }
  });

  it("have a statement that ends with the balance of the account, partly reconciled", () => {
    for (const { key, treasury } of demoAccounts) {
      const rows = core.objects("bank-movements", key);
      expect(rows.length).toBeGreaterThan(10);
      expect(rows.at(-1)?.["balance"]).toBe(treasury[0]?.balance);
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1];
        if (before) expect(exact(String(before["balance"])).plus(String(row["amount"])).toFixed(2)).toBe(row["balance"]);
        const linked = core.objects("reconciliations", key).filter((link) => link["movement_id"] === row.id);
        expect(linked.map((link) => link["amount"])).toEqual(row["status"] === "reconciled" ? [row["amount"]] : []);
      }
      const states = new Set(rows.map((row) => row["status"]));
      expect([...states].sort()).toEqual(["pending", "reconciled"]);
    }
  });
});

describe("an account that an older version left on the disk", () => {
  it("is opened with what it had, and can then do what a new one can", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-older-"));
    const [purchase, payment, bank] = ["6a9677f0392b73d80c000001", "6a9677f0392b73d80c000002", "6a9677f0392b73d80c000003"];
    const amounts = { subtotal: "100.00", discount: "0.00", tax: "21.00", total: "121.00", discountPercent: "0" };
    const line = {
      type: null,
      name: "x",
      description: "",
      units: "1",
      price: "100",
      discount: "0",
      taxes: [],
      tax: "0",
      retention: "0",
      account: null,
    };
    const writes = [
      ["account", "antigua", { id: "antigua", name: "Antigua, S.L.", taxId: "B00000000" }],
      [
        "purchases",
        purchase,
        {
          id: purchase,
          type: "purchase",
          number: "A-1",
          contact_id: "c",
          contact_name: "C",
          date: "2026-10-01",
          draft: false,
          lines: [line],
          tags: [],
          ...amounts,
        },
      ],
      [
        "payments",
        payment,
        { id: payment, document_id: purchase, document_type: "purchase", bank_account_id: bank, amount: "121.00", date: "2026-10-02" },
      ],
      ["treasury-accounts", bank, { id: bank, name: "Banco", type: "bank", currency: "EUR", balance: "10.00", archived: false }],
    ];
    mkdirSync(path.join(folder, "antigua"));
    writeFileSync(path.join(folder, "antigua", "log-000000.jsonl"), `${JSON.stringify(writes)}\n`);
    const options = { dataDir: folder, seed: [], switches: {}, now: () => new Date("2026-11-22T09:00:00Z") };
    const first = new Core(options);
    expect(first.objects("purchases", "antigua")).toMatchObject([{ number: "A-1", paid: "121.00", cancelled: false, from: null }]);
    expect(first.objects("numbering-series", "antigua").length).toBeGreaterThan(5);
    expect(first.objects("ledger-lines", "antigua").filter((one) => one["source_id"] === payment)).toHaveLength(2);
    const count = first.objects("ledger-lines", "antigua").length;
    await first.close();
    const second = new Core(options);
    expect(second.objects("ledger-lines", "antigua")).toHaveLength(count);
    expect(second.account("antigua").store.in(treasuryAccounts).all()).toMatchObject([
      { accounting_account_number: 57200000, balance: "10.00" },
    ]);
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
