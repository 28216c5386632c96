import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CollectionDefinition } from "./collection";
import { isObjectId } from "./object-ids";
import { Store } from "./store";

type Thing = { readonly id: string; readonly name: string; readonly rank: number };
const things: CollectionDefinition<Thing> = {
  name: "things",
  indexes: { name: (thing) => thing.name },
  orders: { rank: (a, b) => a.rank - b.rank },
};

let folder = "";
let now = new Date("2026-11-20T10:00:00Z");
const open = (): Store => new Store("acme", folder, () => now);
const add = (store: Store, name: string, rank = 0): string =>
  store.transact((write) => {
    const id = write.newId();
    write.put(things, { id, name, rank });
    return id;
  });

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-store-"));
  now = new Date("2026-11-20T10:00:00Z");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the store of an account", () => {
  it("finds everything again after a start without a proper end", () => {
    const first = open();
    const id = add(first, "one");
    const gone = add(first, "two");
    first.transact((write) => write.remove(things, gone));
    first.transact((write) => write.putFile(id, new Uint8Array([1, 2, 3])));
    const second = open();
    expect(second.in(things).all()).toEqual([{ id, name: "one", rank: 0 }]);
    expect(second.in(things).by("name", "one")).toHaveLength(1);
    expect([...(second.file(id) ?? [])]).toEqual([1, 2, 3]);
  });

  it("forgets a transaction that was only half written, whole", () => {
    const id = add(open(), "one");
    const [log = ""] = readdirSync(path.join(folder, "acme")).filter((name) => name.startsWith("log"));
    appendFileSync(path.join(folder, "acme", log), '[["things","000000000000000000000001",{"id":"0000');
    const second = open();
    expect(
      second
        .in(things)
        .all()
        .map((thing) => thing.id),
    ).toEqual([id]);
    add(second, "two");
    expect(open().in(things).size).toBe(2);
  });

  it("takes back what a handler wrote before it refused", () => {
    const store = open();
    const id = add(store, "one", 1);
    const refused = (): void =>
      store.transact((write) => {
        write.put(things, { id, name: "changed", rank: 9 });
        write.put(things, { id: write.newId(), name: "new", rank: 9 });
        throw new Error("refused");
      });
    expect(refused).toThrow("refused");
    expect(store.in(things).all()).toEqual([{ id, name: "one", rank: 1 }]);
    expect(store.in(things).by("name", "changed")).toEqual([]);
    expect(open().in(things).size).toBe(1);
  });

  it("gives ids that only grow, over restarts and a clock that is set back", () => {
    const store = open();
    const ids = Array.from({ length: 300 }, (_, index) => add(store, `n${index}`));
    now = new Date("2026-11-20T09:00:00Z");
    const restarted = open();
    ids.push(add(restarted, "later"), add(restarted, "latest"));
    expect(ids.every(isObjectId)).toBe(true);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("keeps everything through a new log and its snapshot", async () => {
    const store = open();
    const changing = add(store, "first");
    for (let round = 0; round < 20_050; round += 1) store.transact((write) => write.put(things, { id: changing, name: "x", rank: round }));
    add(store, "last");
    await store.close();
    const files = readdirSync(path.join(folder, "acme")).sort();
    expect(files).toEqual(["files", "log-000001.jsonl", "snapshot-000001.jsonl"]);
    expect(
      open()
        .in(things)
        .all()
        .map(({ name, rank }) => [name, rank]),
    ).toEqual([
      ["x", 20_049],
      ["last", 0],
    ]);
  });

  it("walks in the order asked for", () => {
    const store = open();
    const [a, b, c] = [add(store, "a", 3), add(store, "b", 1), add(store, "c", 1)];
    expect(
      store
        .in(things)
        .all("rank")
        .map((thing) => thing.id),
    ).toEqual([b, c, a]);
    store.transact((write) => write.put(things, { id: a ?? "", name: "a", rank: 0 }));
    expect(
      store
        .in(things)
        .all("rank")
        .map((thing) => thing.name),
    ).toEqual(["a", "b", "c"]);
  });

  it("shows the past to reads that lag behind", () => {
    const store = open();
    const id = add(store, "before");
    now = new Date(now.getTime() + 5_000);
    store.transact((write) => write.put(things, { id, name: "after", rank: 0 }));
    const fresh = add(store, "fresh");
    const lagging = store.lagging(1_000).in(things);
    expect(lagging.all().map((thing) => thing.name)).toEqual(["before"]);
    expect(lagging.get(fresh)).toBeUndefined();
    now = new Date(now.getTime() + 2_000);
    expect(
      store
        .lagging(1_000)
        .in(things)
        .all()
        .map((thing) => thing.name),
    ).toEqual(["after", "fresh"]);
  });
});

describe("an edit by hand", () => {
  it("finds an object that nothing has asked for since the start, and keeps its indexes whole", () => {
    const id = add(open(), "before");
    const store = open();
    store.edit("things", id, { name: "after" });
    expect(store.in(things).by("name", "after")).toHaveLength(1);
    expect(open().in(things).get(id)?.name).toBe("after");
    expect(() => store.edit("things", "nobody", {})).toThrow("no nobody in things");
    expect(() => store.edit("nothing", id, {})).toThrow("no");
    expect(store.names()).toEqual(["things"]);
  });
});

describe("a reset", () => {
  it("is not undone by a snapshot that was being written", async () => {
    const store = open();
    const id = add(store, "old");
    for (let round = 0; round < 20_000; round += 1) store.transact((write) => write.put(things, { id, name: "old", rank: round }));
    store.clear();
    const fresh = add(store, "fresh");
    await store.close();
    expect(
      open()
        .in(things)
        .all()
        .map((thing) => thing.id),
    ).toEqual([fresh]);
  });
});
