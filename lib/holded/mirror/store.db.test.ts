import { describe, expect, it } from "vitest";
import { dropHint, dueHints, hintObjects } from "@/lib/holded/mirror/hint-store";
import { findProduct, findProductsByBarcode, findProductsByName, findProductsBySku } from "@/lib/holded/mirror/read-catalogue";
import { openDocuments } from "@/lib/holded/mirror/read-documents";
import { bareRow, type MirrorRow } from "@/lib/holded/mirror/row";
import { productRow } from "@/lib/holded/mirror/rows";
import { claimResource, holdClaim, loadMirrorState, MirrorClaimLost, releaseResource, saveMirrorState } from "@/lib/holded/mirror/state";
import { markGone, markMissing, upsertObjects } from "@/lib/holded/mirror/store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { admin, company } from "@/lib/testing/people";

testDatabase();

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, seconds));
const newScope = async () => (await company().with(admin("eva"))).scope;

const product = (change: Partial<Parameters<typeof productRow>[0]> = {}): MirrorRow =>
  productRow({
    id: "68aa00000000000000000001",
    kind: "simple",
    name: "Tornillo Ñandú 20 mm",
    description: null,
    sku: "TOR-020",
    barcode: "8412345678905",
    price: "0.10",
    cost: null,
    priceWithTax: null,
    taxes: [],
    purchaseTaxes: [],
    tags: [],
    stock: null,
    hasStock: null,
    isForSale: true,
    isForPurchase: null,
    isArchived: false,
    supplierId: null,
    salesChannelId: null,
    expenseAccountId: null,
    priceByList: [],
    variants: [],
    ...change,
  });

const keep = (scope: CompanyScope, row: MirrorRow, readAt: Date) => scope.write((tx) => upsertObjects(tx, scope, "product", [row], readAt));
const nameOf = (scope: CompanyScope) => scope.read(async (tx) => (await findProduct(tx, "68aa00000000000000000001"))?.name);

describe("an object of the copy", () => {
  it("is never replaced by an answer to an older question", async () => {
    const scope = await newScope();
    await keep(scope, product({ name: "Nuevo", sku: "NEW" }), at(10));
    await keep(scope, product({ name: "Viejo", sku: "OLD" }), at(5));
    expect(await nameOf(scope)).toBe("Nuevo");
    expect(await scope.read((tx) => findProductsBySku(tx, "OLD"))).toEqual([]);
    await keep(scope, product({ name: "Más nuevo" }), at(11));
    expect(await nameOf(scope)).toBe("Más nuevo");
  });

  it("that is gone comes back with a newer answer, not with an older one", async () => {
    const scope = await newScope();
    await keep(scope, product(), at(1));
    expect(await scope.write((tx) => markGone(tx, scope, "product", "68aa00000000000000000001", at(5)))).toBe(true);
    await keep(scope, product(), at(4));
    expect(await nameOf(scope)).toBeUndefined();
    await keep(scope, product({ name: "Otra vez" }), at(6));
    expect(await nameOf(scope)).toBe("Otra vez");
  });

  it("that was seen after a 404 was asked for is not gone", async () => {
    const scope = await newScope();
    await keep(scope, product(), at(9));
    expect(await scope.write((tx) => markGone(tx, scope, "product", "68aa00000000000000000001", at(5)))).toBe(false);
  });

  it("is gone at the end of a pass only if the pass asked for it", async () => {
    const scope = await newScope();
    const dated = (holdedId: string, objectDate: string): MirrorRow => ({ ...bareRow, holdedId, objectDate, data: {} });
    await scope.write((tx) => upsertObjects(tx, scope, "invoice", [dated("old", "2024-01-01"), dated("new", "2026-10-01")], at(1)));
    expect(await scope.write((tx) => markMissing(tx, scope, "invoice", at(5), "2026-01-01"))).toBe(1);
  });

  it("is found by all of its codes, those of its variants, and how its name begins", async () => {
    const scope = await newScope();
    const variant = { id: "v1", sku: "TOR 020/A", barcode: "842", price: null, cost: null, description: null, isArchived: false };
    await keep(scope, product({ variants: [variant] }), at(1));
    await scope.read(async (tx) => {
      for (const sku of ["tor-020", "TOR020/a"]) expect(await findProductsBySku(tx, sku)).toHaveLength(1);
      expect(await findProductsByBarcode(tx, "842")).toHaveLength(1);
      expect(await findProductsByName(tx, "TORNILLO nandu")).toHaveLength(1);
      expect(await findProductsByName(tx, "ñandú")).toEqual([]);
      expect(await findProductsByName(tx, "%")).toEqual([]);
    });
    await keep(scope, product({ sku: "X" }), at(2));
    expect(await scope.read((tx) => findProductsBySku(tx, "tor-020"))).toEqual([]);
  });

  it("is open while something of it is to be paid, or was paid too much", async () => {
    const scope = await newScope();
    const data = { id: "i", subtotal: "1.00", tax: "0.00", total: "1.00", tags: [], isApproved: null };
    const row = (holdedId: string, pending: string | null): MirrorRow => ({
      ...bareRow,
      holdedId,
      pending,
      data: { ...data, id: holdedId },
    });
    await scope.write((tx) =>
      upsertObjects(tx, scope, "invoice", [row("a", "12.10"), row("b", "0.00"), row("c", null), row("d", "-1.00")], at(1)),
    );
    expect((await scope.read((tx) => openDocuments(tx, "invoice"))).map(({ id }) => id).sort()).toEqual(["a", "d"]);
    expect((await scope.read((tx) => openDocuments(tx, "invoice", { pending: "12.10" }))).map(({ id }) => id)).toEqual(["a"]);
  });

  it("of one company is nothing to another", async () => {
    const [a, b] = [await newScope(), await newScope()];
    await keep(a, product(), at(1));
    expect(await b.read((tx) => findProductsBySku(tx, "TOR-020"))).toEqual([]);
    expect(await b.read((tx) => findProductsByName(tx, "tor"))).toEqual([]);
  });
});

describe("a reading", () => {
  it("is one worker's at a time, and the next one's when that one is dead", async () => {
    const scope = await newScope();
    const claim = (worker: string) => scope.write((tx) => claimResource(tx, scope, "invoice", worker));
    expect(await Promise.all(["a", "b"].map(claim))).toContain(false);
    const [holder = "", other = ""] = (await claim("a")) ? ["a", "b"] : ["b", "a"];
    expect(await claim(other)).toBe(false);
    await scope.write((tx) => tx.mirrorState.updateMany({ data: { claimedUntil: new Date(Date.now() - 1_000) } }));
    expect(await claim(other)).toBe(true);
    await expect(scope.write((tx) => holdClaim(tx, scope, "invoice", holder))).rejects.toThrow(MirrorClaimLost);
    // The worker that lost it lets go of nothing that is another's.
    await scope.write((tx) => releaseResource(tx, scope, "invoice", holder));
    expect(await claim("c")).toBe(false);
  });

  it("leaves its place with what it read, or neither", async () => {
    const scope = await newScope();
    const failing = scope.write(async (tx) => {
      await upsertObjects(tx, scope, "product", [product()], at(1));
      await saveMirrorState(tx, scope, "product", { cursor: "x", passStarted: at(1) });
      throw new Error("the worker dies here");
    });
    await expect(failing).rejects.toThrow();
    expect(await scope.read((tx) => loadMirrorState(tx, scope, "product"))).toBeNull();
    expect(await nameOf(scope)).toBeUndefined();
  });
});

describe("a hint", () => {
  const hint = { resource: "invoice", holdedId: "6abf0f7d2d3c4b5a69788000", expects: "living" } as const;
  const due = (scope: CompanyScope, now: Date) => scope.read((tx) => dueHints(tx, scope, now, 10));

  it("that is given many times costs one reading, and is not pushed back for ever", async () => {
    const scope = await newScope();
    for (let i = 0; i < 50; i += 1) await scope.write((tx) => hintObjects(tx, scope, [hint], { at: at(i * 60), dueAt: at(i * 60 + 300) }));
    expect(await due(scope, at(1_799))).toEqual([]);
    expect(await due(scope, at(1_800))).toHaveLength(1);
  });

  it("given while the object is being read is not lost", async () => {
    const scope = await newScope();
    await scope.write((tx) => hintObjects(tx, scope, [hint], { at: at(1), dueAt: at(1) }));
    await scope.write((tx) => hintObjects(tx, scope, [hint], { at: at(3), dueAt: at(3) }));
    await scope.write((tx) => dropHint(tx, scope, hint, at(2)));
    expect(await due(scope, at(10))).toHaveLength(1);
    await scope.write((tx) => dropHint(tx, scope, hint, at(4)));
    expect(await due(scope, at(10))).toEqual([]);
  });
});
