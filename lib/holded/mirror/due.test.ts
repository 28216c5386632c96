import { describe, expect, it } from "vitest";
import { cadenceFor } from "@/lib/holded/mirror/cadence";
import { domainKey, mailKey, phoneKey } from "@/lib/language/contact-keys";
import { isStale, nextReading, workAsked, workDue } from "@/lib/holded/mirror/due";
import type { MirrorResource } from "@/lib/holded/mirror/model";
import { chained, type PageRequest } from "@/lib/holded/mirror/source";
import type { MirrorState } from "@/lib/holded/mirror/state";

const monday = new Date("2026-11-23T09:00:00Z");
const night = new Date("2026-11-24T01:00:00Z");
const sunday = new Date("2026-11-22T11:00:00Z");
const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000);

const plans = cadenceFor({ perMonth: 30_000, hasWebhooks: false, counts: { invoice: 20_000 } });
const state = (resource: MirrorResource, change: Partial<MirrorState> = {}): MirrorState => ({
  resource,
  cursor: null,
  passStarted: null,
  syncedAt: before(monday, 10_000),
  lookedAt: before(monday, 1),
  repairedAt: null,
  nextTry: null,
  objects: 10,
  listOrder: "asc",
  tailCursor: null,
  isBlind: false,
  unreadable: [],
  failure: null,
  ...change,
});
const states = (change: (resource: MirrorResource) => Partial<MirrorState>) =>
  new Map(plans.map(({ resource }) => [resource, state(resource, change(resource))] as const));
const due = (known: ReadonlyMap<MirrorResource, MirrorState>, now: Date, firstPagesLeft = 500) =>
  workDue({ plans, states: known, firstPagesLeft, now });

describe("what is due", () => {
  it("is everything for the first time, the most useful first, at any hour, as far as the day allows", () => {
    expect(
      due(new Map(), sunday)
        .map(({ kind, resource }) => `${kind} ${resource}`)
        .slice(0, 4),
    ).toEqual(["first tax", "first treasury_account", "first expense_account", "first contact"]);
    expect(due(new Map(), sunday, 0)).toEqual([]);
  });

  it("is nothing while all has been looked at lately", () => {
    expect(
      due(
        states(() => ({})),
        monday,
      ),
    ).toEqual([]);
  });

  it("is a look at what has waited longer than its cadence, in working hours only", () => {
    const known = states((resource) => (resource === "lead" ? { lookedAt: before(sunday, 5_000) } : { lookedAt: before(sunday, 1) }));
    expect(due(known, monday).map(({ resource }) => resource)).toContain("lead");
    expect(
      due(
        states(() => ({ lookedAt: before(sunday, 5_000) })),
        sunday,
      ),
    ).toEqual([]);
  });

  it("reads short lists whole and of long ones what is recent", () => {
    const old = { lookedAt: before(monday, 50_000) };
    const known = states((resource) => (resource === "invoice" ? { ...old, objects: 20_000 } : old));
    const kindOf = (resource: MirrorResource) => due(known, monday).find((one) => one.resource === resource)?.kind;
    expect(kindOf("invoice")).toBe("look");
    expect(kindOf("contact")).toBe("whole");
  });

  it("is a slice of repair for long lists at night, and what was missed when the machine was off", () => {
    const known = (nights: number) =>
      states((r) => (r === "invoice" ? { objects: 20_000, repairedAt: before(night, nights * 1_440) } : {}));
    const pages = (nights: number) => due(known(nights), night).find(({ kind }) => kind === "repair")?.maxPages ?? 0;
    expect(pages(0)).toBe(0);
    expect(pages(1)).toBeGreaterThan(5);
    expect(pages(3)).toBeGreaterThan(2 * pages(1));
    expect(pages(300)).toBeLessThanOrEqual(6 * pages(1));
  });

  it("adds slices of less than a page up until there is one", () => {
    const [plan] = plans.filter(({ resource }) => resource === "invoice").map((one) => ({ ...one, nightlyPages: 0.25 }));
    const known = (nights: number) =>
      new Map([["invoice" as const, state("invoice", { objects: 20_000, repairedAt: before(night, nights * 1_440) })]]);
    const pages = (nights: number) =>
      workDue({ plans: plan ? [plan] : [], states: known(nights), firstPagesLeft: 0, now: night }).map(({ maxPages }) => maxPages);
    expect([pages(1), pages(3), pages(4)]).toEqual([[], [], [1]]);
  });

  it("leaves alone what failed until its next try", () => {
    const known = states(() => ({ lookedAt: before(monday, 50_000), nextTry: new Date(monday.getTime() + 60_000) }));
    expect(due(known, monday)).toEqual([]);
  });

  it("is everything that a person asks for, whatever the hour", () => {
    expect(
      workAsked(
        plans,
        states(() => ({})),
      ),
    ).toHaveLength(plans.length);
  });
});

describe("what is known", () => {
  const [lead] = plans.filter(({ resource }) => resource === "lead");
  const stale = (minutes: number, now: Date) => lead && isStale(lead, state("lead", { lookedAt: before(now, minutes) }), now);

  it("is stale after twice its cadence of working time, and when it was never read", () => {
    expect(stale(45, monday)).toBe(false);
    expect(stale(120, monday)).toBe(true);
    expect(lead && isStale(lead, undefined, monday)).toBe(true);
  });

  it("does not grow stale over a night or a weekend", () => {
    expect(stale(20 * 60, sunday)).toBe(false);
    expect(stale(14 * 1_440, sunday)).toBe(true);
  });
});

describe("several lists read as one", () => {
  const pages: Record<string, readonly string[]> = { a: ["a1", "a2", "a3"], b: [], c: ["c1"] };
  const pageOf = (list: string, { cursor }: PageRequest) => {
    const at = cursor === null ? 0 : Number(cursor);
    const id = pages[list]?.[at];
    const next = at + 1 < (pages[list]?.length ?? 0) ? String(at + 1) : null;
    const rows = id === undefined ? [] : [{ holdedId: id } as never];
    return Promise.resolve({ ok: true as const, value: { rows, next, unreadable: [] } });
  };
  const readAll = async (lists: readonly string[], from: string | null = null) => {
    const seen: string[] = [];
    let cursor = from;
    do {
      const page = await chained(lists, pageOf)({ cursor, from: null });
      if (!page.ok) throw new Error("unexpected");
      seen.push(...page.value.rows.map(({ holdedId }) => holdedId));
      cursor = page.value.next;
    } while (cursor !== null);
    return seen;
  };

  it("gives every object of every list once, and goes on anywhere", async () => {
    expect(await readAll(["c", "a", "b"])).toEqual(["a1", "a2", "a3", "c1"]);
    expect(await readAll(["a", "b", "c"], "a 2")).toEqual(["a3", "c1"]);
  });

  it("passes over a list that is gone, and ends when none is left", async () => {
    expect(await readAll(["a", "c"], "b 1")).toEqual(["c1"]);
    expect(await readAll(["a"], "c ")).toEqual([]);
    expect(await readAll([])).toEqual([]);
  });
});

describe("a sender", () => {
  it("is found however the telephone is written", () => {
    for (const phone of ["+34 600 11 22 33", "0034600112233", "600-112-233", "600112233"]) expect(phoneKey(phone)).toBe("phone:600112233");
    expect(phoneKey("+44 20 7946 0000")).toBe("phone:442079460000");
    expect(phoneKey("ext. 12")).toBeNull();
  });

  it("is found by address and by domain, but not by a provider for everybody", () => {
    expect(mailKey(" Ana@Aldaba.example ")).toBe("mail:ana@aldaba.example");
    expect(mailKey("nobody")).toBeNull();
    expect(domainKey("ana@aldaba.example")).toBe("domain:aldaba.example");
    expect(domainKey("https://www.aldaba.example/tienda")).toBe("domain:aldaba.example");
    expect(domainKey("ana@gmail.com")).toBeNull();
    expect(domainKey("not a domain")).toBeNull();
  });
});

describe("the next reading", () => {
  const of = (resource: MirrorResource) => plans.find((plan) => plan.resource === resource) ?? plans[0];
  const next = (resource: MirrorResource, change: Partial<MirrorState> | null, now: Date, pagesLeft = 500) => {
    const plan = of(resource);
    if (!plan) throw new Error("every resource has a plan");
    return nextReading(plan, change === null ? undefined : state(resource, change), pagesLeft, now);
  };

  it("is the moment from which on the resource is due, and no earlier one", () => {
    for (const now of [monday, night, sunday, new Date("2026-11-20T19:00:00Z")]) {
      for (const { resource } of plans) {
        const known = { lookedAt: before(now, 30) };
        const at = next(resource, known, now);
        const isDue = (when: Date) =>
          workDue({ plans, states: new Map([[resource, state(resource, known)]]), firstPagesLeft: 0, now: when }).some(
            (work) => work.resource === resource && work.kind !== "repair",
          );
        expect(isDue(at)).toBe(true);
        if (at > now) expect(isDue(before(at, 1))).toBe(false);
      }
    }
  });

  it("is now for what is late in working hours, and Monday at seven for what is late on a Sunday", () => {
    expect(next("lead", { lookedAt: before(monday, 5_000) }, monday)).toEqual(monday);
    expect(next("lead", { lookedAt: before(sunday, 5_000) }, sunday)).toEqual(new Date("2026-11-23T06:00:00Z"));
  });

  it("keeps the pause after a failure", () => {
    const nextTry = new Date(monday.getTime() + 20 * 60_000);
    expect(next("lead", { lookedAt: before(monday, 5_000), nextTry }, monday)).toEqual(nextTry);
  });

  it("is now for what was never read, at any hour, and tomorrow when the day has no calls left for it", () => {
    expect(next("tax", null, sunday)).toEqual(sunday);
    expect(next("tax", null, sunday, 0)).toEqual(new Date("2026-11-23T00:00:00Z"));
  });
});
