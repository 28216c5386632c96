import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Collection, type CollectionDefinition, type Reader } from "./collection";
import { between, byId, placeOf } from "./sorted-view";

type Thing = { readonly id: string; readonly rank: number; readonly group: string };
const things: CollectionDefinition<Thing> = {
  name: "things",
  indexes: { group: (one) => one.group },
  orders: { rank: (a, b) => a.rank - b.rank },
};

/** What a collection holds, worked out in the plainest way. */
function plain(all: ReadonlyMap<string, Thing>, group: string): unknown {
  const rows = [...all.values()].sort(byId);
  return {
    ids: rows,
    ranks: rows.toSorted((a, b) => a.rank - b.rank || byId(a, b)),
    grouped: rows.filter((one) => one.group === group),
    size: all.size,
  };
}

const seen = (reader: Reader<Thing>, group: string): unknown => ({
  ids: reader.all(),
  ranks: reader.all("rank"),
  grouped: reader.by("group", group),
  size: reader.size,
});

const change = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map(String),
  rank: fc.integer({ min: 0, max: 5 }),
  group: fc.constantFrom("a", "b"),
  removes: fc.boolean(),
  looks: fc.boolean(),
});

describe("a collection", () => {
  it("has after any changes what a plain map has, in every order and index, now and a moment ago", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), fc.nat(60), (changes, moment) => {
        const collection = new Collection(things);
        const now = new Map<string, Thing>();
        let then = new Map<string, Thing>();
        for (const [at, { id, rank, group, removes, looks }] of changes.entries()) {
          if (removes) now.delete(id);
          else now.set(id, { id, rank, group });
          collection.set(id, now.get(id), at);
          if (at <= moment) then = new Map(now);
          // Reads between the changes put some of them into place and leave others waiting.
          if (looks) expect(seen(collection, "a")).toEqual(plain(now, "a"));
        }
        expect(seen(collection, "b")).toEqual(plain(now, "b"));
        expect(seen(collection.asOf(moment), "b")).toEqual(plain(then, "b"));
        for (const id of ["0", "7", "30"]) expect(collection.asOf(moment).get(id)).toEqual(then.get(id));
      }),
    );
  });
});

describe("sorted rows", () => {
  it("are cut where a filter would cut them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c", "d")),
        fc.option(fc.constantFrom("a", "b", "c")),
        fc.option(fc.constantFrom("b", "c", "d")),
        (keys, from, to) => {
          const rows = keys.toSorted();
          const wanted = rows.filter((key) => (from === null || key >= from) && (to === null || key <= to));
          expect(between(rows, (key) => key, { from, to })).toEqual(wanted);
          expect(placeOf(rows, (key) => key < "c")).toBe(rows.filter((key) => key < "c").length);
        },
      ),
    );
  });
});
