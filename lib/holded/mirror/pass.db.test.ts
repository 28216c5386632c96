import { describe, expect, it } from "vitest";
import { fail, ok } from "@/lib/kernel/result";
import { dueHints } from "@/lib/holded/mirror/hint-store";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { claimed, recentPass, wholePass, type Pass } from "@/lib/holded/mirror/pass";
import { bareRow, type MirrorRow } from "@/lib/holded/mirror/row";
import type { MirrorSource, PageRequest } from "@/lib/holded/mirror/source";
import { loadMirrorState } from "@/lib/holded/mirror/state";
import { upsertObjects } from "@/lib/holded/mirror/store";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { admin, company } from "@/lib/testing/people";

testDatabase();

type Listed = { readonly id: string; readonly date?: string; readonly isUnreadable?: boolean; readonly row?: Partial<MirrorRow> };

const idOf = (n: number) => `6abf0f7d2d3c4b5a697${String(n).padStart(5, "0")}`;
const many = (from: number, to: number): Listed[] => Array.from({ length: to - from }, (_, i) => ({ id: idOf(from + i) }));

/** A list of Holded's, in pages of three, with the requests that it was asked with. */
function listOf(resource: MirrorResource, change: Partial<Pick<MirrorSource, "isDated" | "get">> = {}) {
  const list: Listed[] = [];
  const asked: PageRequest[] = [];
  const source: MirrorSource = {
    resource,
    isDated: false,
    get: null,
    ...change,
    page: (request) => {
      asked.push(request);
      const inside = list.filter(({ date }) => request.from === null || date === undefined || date >= request.from);
      const at = request.cursor === null ? 0 : inside.findIndex(({ id }) => id === request.cursor) + 1;
      const page = inside.slice(at, at + 3);
      const next = at + 3 < inside.length ? (page.at(-1)?.id ?? null) : null;
      const rows = page.filter((one) => !one.isUnreadable).map(rowOf);
      return Promise.resolve(ok({ rows, next, unreadable: page.filter((one) => one.isUnreadable).map(({ id }) => id) }));
    },
  };
  return { source, list, asked };
}

const rowOf = ({ id, date, row }: Listed): MirrorRow => ({ ...bareRow, holdedId: id, objectDate: date ?? null, data: { id }, ...row });

const newScope = async () => (await company().with(admin("eva"))).scope;
const pass = (scope: CompanyScope, source: MirrorSource, maxPages = Infinity): Pass => ({
  scope,
  source,
  worker: "w",
  maxPages,
  readLagMs: 0,
});
const whole = (scope: CompanyScope, source: MirrorSource, maxPages?: number) => claimed(pass(scope, source, maxPages), wholePass);
const recent = (scope: CompanyScope, source: MirrorSource, maxPages?: number) => claimed(pass(scope, source, maxPages), recentPass);
const stateOf = (scope: CompanyScope, resource: MirrorResource) => scope.read((tx) => loadMirrorState(tx, scope, resource));
const living = async (scope: CompanyScope) =>
  (await scope.read((tx) => tx.mirrorObject.findMany({ where: { deletedAt: null }, orderBy: { holdedId: "asc" } }))).map((o) => o.holdedId);

describe("a whole pass", () => {
  it("goes on where it stopped, over many nights, and asks for no page twice", async () => {
    const scope = await newScope();
    const { source, list, asked } = listOf("product");
    list.push(...many(0, 10));
    expect(await whole(scope, source, 1)).toMatchObject({ value: { isWhole: false } });
    expect(await stateOf(scope, "product")).toMatchObject({ syncedAt: null, cursor: idOf(2) });
    await whole(scope, source, 2);
    expect(await whole(scope, source, 5)).toMatchObject({ value: { isWhole: true, gone: 0 } });
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, idOf(2), idOf(5), idOf(8)]);
    expect(await stateOf(scope, "product")).toMatchObject({ cursor: null, objects: 10, listOrder: "asc", syncedAt: expect.any(Date) });
  });

  it("sees what was deleted before and behind its cursor, and never what only came later", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 8));
    await whole(scope, source);
    await whole(scope, source, 1);
    list.splice(0, 1);
    list.splice(5, 1);
    list.push({ id: idOf(9) });
    expect(await whole(scope, source)).toMatchObject({ value: { isWhole: true, gone: 1 } });
    // The first one had been seen already; the next round misses it.
    expect(await whole(scope, source)).toMatchObject({ value: { gone: 1 } });
    expect(await living(scope)).toEqual(list.map(({ id }) => id));
  });

  it("leaves its place when the worker dies between two pages", async () => {
    const scope = await newScope();
    const { source, list, asked } = listOf("product");
    list.push(...many(0, 9));
    let left = 2;
    const dying: MirrorSource = { ...source, page: (request) => (left-- > 0 ? source.page(request) : Promise.reject(new Error("killed"))) };
    await expect(whole(scope, dying)).rejects.toThrow("killed");
    expect(await living(scope)).toHaveLength(6);
    expect(await whole(scope, source)).toMatchObject({ value: { isWhole: true, gone: 0, pages: 1 } });
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, idOf(2), idOf(5)]);
  });

  it("names what it cannot read and does not declare it gone, even when it went on after a stop", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 7));
    await whole(scope, source);
    list[1] = { id: idOf(1), isUnreadable: true };
    await whole(scope, source, 1);
    list.splice(6, 1);
    expect(await whole(scope, source)).toMatchObject({ value: { gone: 1, unreadable: 1 } });
    expect(await living(scope)).toContain(idOf(1));
    expect(await stateOf(scope, "product")).toMatchObject({ failure: { code: "holded.bad_answer" }, unreadable: [idOf(1)] });
    list[1] = { id: idOf(1) };
    await whole(scope, source);
    expect(await stateOf(scope, "product")).toMatchObject({ failure: null, unreadable: [] });
  });

  it("does not declare gone what was written so shortly before that Holded's lists may not show it yet", async () => {
    const scope = await newScope();
    const { source, list } = listOf("purchase");
    list.push(...many(0, 2));
    await whole(scope, source);
    const writtenByUs = rowOf({ id: idOf(7) });
    await scope.write((tx) => upsertObjects(tx, scope, "purchase", [writtenByUs], new Date()));
    expect(await claimed({ scope, source, worker: "w", maxPages: 9 }, wholePass)).toMatchObject({ value: { gone: 0 } });
    expect(await living(scope)).toContain(idOf(7));
    expect(await whole(scope, source)).toMatchObject({ value: { gone: 1 } });
  });

  it("declares nothing gone when it met something without a name", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 5));
    await whole(scope, source);
    list.splice(0, 1, { id: "?", isUnreadable: true });
    expect(await whole(scope, source)).toMatchObject({ value: { gone: 0 } });
    expect(await living(scope)).toHaveLength(5);
  });

  it("that fails keeps what it has, says why and when it tries again", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 5));
    await whole(scope, source);
    const error = { code: "holded.quota_spent", retry: "later", detail: { retryInMs: 7_200_000 } } as const;
    expect(await whole(scope, { ...source, page: () => Promise.resolve(fail(error)) })).toMatchObject({ ok: false });
    const state = await stateOf(scope, "product");
    expect(state).toMatchObject({ failure: { code: "holded.quota_spent" }, syncedAt: expect.any(Date) });
    expect((state?.nextTry?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7_000_000);
    expect(await living(scope)).toHaveLength(5);
  });

  it("begins again when Holded no longer knows its place, and never turns in a circle", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 9));
    await whole(scope, source, 1);
    await whole(scope, { ...source, page: () => Promise.resolve(fail({ code: "holded.rejected", retry: "never" })) });
    expect(await stateOf(scope, "product")).toMatchObject({ cursor: null, passStarted: null });
    const circle: MirrorSource = { ...source, page: () => Promise.resolve(ok({ rows: [], next: "x", unreadable: [] })) };
    expect(await whole(scope, circle)).toMatchObject({ ok: false, error: { code: "holded.bad_answer" } });
  });

  it("is not run by two at once", async () => {
    const scope = await newScope();
    const { source, list } = listOf("product");
    list.push(...many(0, 3));
    const inside = await claimed({ ...pass(scope, source), worker: "a" }, async () => {
      expect(await claimed({ ...pass(scope, source), worker: "b" }, wholePass)).toBeNull();
      return ok({ seen: 0, gone: 0, unreadable: 0, isWhole: false, pages: 0 });
    });
    expect(inside).toMatchObject({ ok: true });
  });
});

describe("a look at what is recent", () => {
  const today = new Date().toISOString().slice(0, 10);
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const hinted = (scope: CompanyScope) => scope.read((tx) => dueHints(tx, scope, new Date(Date.now() + 1_000), 50));

  it("asks for the end of a list that grows at its end", async () => {
    const scope = await newScope();
    const { source, list, asked } = listOf("lead");
    list.push(...many(0, 8));
    await whole(scope, source);
    list.push(...many(8, 11));
    asked.length = 0;
    await recent(scope, source);
    expect(asked.map(({ cursor }) => cursor)).toEqual([idOf(5), idOf(8)]);
    expect(await living(scope)).toHaveLength(11);
    asked.length = 0;
    await recent(scope, source);
    expect(asked.map(({ cursor }) => cursor)).toEqual([idOf(8)]);
  });

  it("asks for the beginning of a list that grows there, until it meets what it knows", async () => {
    const scope = await newScope();
    const { source, list, asked } = listOf("lead");
    list.push(...many(0, 9).reverse());
    await whole(scope, source);
    list.unshift(...many(9, 13).reverse());
    asked.length = 0;
    await recent(scope, source);
    expect(asked).toHaveLength(3);
    expect(await living(scope)).toHaveLength(13);
  });

  it("goes round, page by page, in a list without order", async () => {
    const scope = await newScope();
    const { source, list } = listOf("lead");
    list.push(...[5, 1, 8, 2, 7, 3, 6, 4].map((n) => ({ id: idOf(n) })));
    await whole(scope, source);
    list.splice(1, 1, { id: idOf(9) });
    for (let i = 0; i < 2; i += 1) await recent(scope, source);
    expect(await living(scope)).toEqual(list.map(({ id }) => id).sort());
  });

  it("reads again what its window of dates missed, because it may only be dated anew", async () => {
    const scope = await newScope();
    const { source, list, asked } = listOf("invoice", { isDated: true, get: () => Promise.resolve(fail({ code: "holded.not_found" })) });
    list.push({ id: idOf(0), date: ago(200) }, { id: idOf(1), date: today }, { id: idOf(2), date: today });
    await whole(scope, source);
    list[1] = { id: idOf(1), date: ago(90) };
    asked.length = 0;
    expect(await recent(scope, source)).toMatchObject({ value: { gone: 0 } });
    expect(asked[0]?.from).toBe(ago(10));
    expect((await hinted(scope)).map(({ holdedId }) => holdedId)).toEqual([idOf(1)]);
  });

  it("believes the window where one object cannot be asked for", async () => {
    const scope = await newScope();
    const { source, list } = listOf("bank_movement", { isDated: true });
    list.push({ id: idOf(0), date: ago(200) }, { id: idOf(1), date: today }, { id: idOf(2), date: today });
    await whole(scope, source);
    list.splice(1, 1);
    expect(await recent(scope, source)).toMatchObject({ value: { gone: 1 } });
    expect(await living(scope)).toEqual([idOf(0), idOf(2)]);
  });

  it("that did not come to its end declares nothing gone", async () => {
    const scope = await newScope();
    const { source, list } = listOf("bank_movement", { isDated: true });
    list.push(...many(0, 9).map((one) => ({ ...one, date: today })));
    await whole(scope, source);
    expect(await recent(scope, source, 1)).toMatchObject({ value: { gone: 0 } });
  });

  it("has the document of a new payment read again, and of an old one not", async () => {
    const scope = await newScope();
    const { source, list } = listOf("payment", { isDated: true });
    const paid = (n: number, parentId: string): Listed => ({ id: idOf(n), date: today, row: { parentId, code: "purchase" } });
    list.push(paid(0, "purchase-one"));
    await whole(scope, source);
    list.push(paid(1, "purchase-two"));
    await recent(scope, source);
    expect(await hinted(scope)).toMatchObject([{ resource: "purchase", holdedId: "purchase-two", expects: "either" }]);
  });

  it("of one company touches nothing of another", async () => {
    const [a, b] = [await newScope(), await newScope()];
    await b.write((tx) => upsertObjects(tx, b, "lead", [rowOf({ id: idOf(0) })], new Date(0)));
    const { source, list } = listOf("lead");
    list.push({ id: idOf(1) });
    await whole(a, source);
    expect([await living(a), await living(b)]).toEqual([[idOf(1)], [idOf(0)]]);
    expect(await stateOf(b, "lead")).toBeNull();
  });
});
