import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payloadsOf, withOpening } from "@/lib/agents/statements/build";
import { compareLines } from "@/lib/agents/statements/compare";
import { linesOf } from "@/lib/agents/statements/lines";
import {
  maxLines,
  type KnownImport,
  type StandingMovement,
  type StatementLine,
  type StatementPayload,
} from "@/lib/agents/statements/model";
import { planStatement } from "@/lib/agents/statements/push";
import { bareMovement, type Statement } from "@/lib/documents/statements/model";

type Given = { readonly day: string; readonly cents: bigint; readonly text: string; readonly reference?: string };

function statement(given: readonly Given[], opening: bigint | null = 100000n): Statement {
  let balance = opening;
  const movements = given.map(({ day, cents, text, reference }, index) => {
    if (balance !== null) balance += cents;
    const bankReference = reference ?? null;
    return { ...bareMovement, line: index + 2, lastLine: index + 2, bookingDate: day, valueDate: day, cents, currency: "EUR", balanceCents: balance, text, bankReference };
  }); // prettier-ignore
  const account = { iban: "ES9121000418450200051332", number: null, holder: null, currency: "EUR" };
  return {
    format: "n43",
    line: 1,
    account,
    from: "2026-11-01",
    to: "2026-11-30",
    openingCents: opening,
    closingCents: balance,
    movements,
    warnings: [],
  };
}

const nothing = { standing: [], imports: [] as KnownImport[], deleted: new Set<string>(), linked: new Map<string, string>() };
const chainOf = (one: Statement): StatementPayload => {
  const [payload] = payloadsOf(one, { account: null, sourceKey: "x", table: null, size: 1_000 });
  if (!payload) throw new Error("one part");
  return payload;
};
/** As it stands once it was approved whole. */
const importOf = ({ from, to, opening, closing, movements }: StatementPayload, left: readonly number[] = []): KnownImport => ({
  from,
  to,
  opening,
  closing,
  lines: movements.map(({ key, nth, balance }, at) => ({ key, nth, balance, isTaken: !left.includes(at) })),
});
/** Movements `from` up to `to` of an account, as a file that was cut there. */
const cut = (given: readonly Given[], from: number, to: number): StatementPayload => {
  const opening = 100000n + given.slice(0, from).reduce((sum, { cents }) => sum + cents, 0n);
  const part = given.slice(from, to);
  return chainOf({ ...statement(part, opening), from: part[0]?.day ?? null, to: part.at(-1)?.day ?? null });
};
const after = (first: StatementPayload, second: StatementPayload) => told(compareLines(second, { ...nothing, imports: [importOf(first)] }));
const told = (lines: readonly StatementLine[]) => lines.map(({ take, why }) => `${take} ${why}`);
const standing = (one: Partial<StandingMovement> = {}): StandingMovement => ({
  id: "m1", valueDate: "2026-11-03", bookingDate: "2026-11-03", amount: "-1.50", balance: null, description: "otra cosa", ...one,
}); // prettier-ignore
const coffee = { day: "2026-11-03", cents: -150n, text: "CAFE BAR" };
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`);
const anything = fc.array(fc.record({ day, cents: fc.bigInt({ min: -300n, max: 300n }), text: fc.constantFrom("CAFE", "LUZ", "") }), {
  maxLength: 12,
});

/** Two stretches of so many movements, each of one at least, with no gap between them. */
function touching(length: number, at: readonly number[]): readonly [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = at.map((n) => n % (length + 1));
  const [from, to] = a === b ? [0, length] : [Math.min(a, b), Math.max(a, b)];
  const start = Math.min(c, to, length - 1);
  return [from, to, start, Math.max(d, start + 1, from)];
}

describe("what of a statement is new", () => {
  it("is each of two equal coffees, once", () => {
    const both = chainOf(statement([coffee, coffee]));
    expect(both.movements.map(({ nth }) => nth)).toEqual([1, 2]);
    expect(told(compareLines(both, nothing))).toEqual(["yes new", "yes new"]);
    expect(after(chainOf(statement([coffee])), both)).toEqual(["no imported", "yes new"]);
  });

  it("is known by the bank's own id where there is one, however it is worded", () => {
    const [a] = linesOf(statement([{ ...coffee, reference: "R1" }]));
    const [b] = linesOf(statement([{ ...coffee, text: "BAR CAFE", reference: "R1" }]));
    expect(a?.key).toBe(b?.key);
  });

  it.each([
    ["the balance agrees", { balance: "998.50" }, "no in_holded"],
    ["the text agrees", { description: "Café  bar" }, "no in_holded"],
    ["neither does", {}, "ask alike"],
    ["the balance is another", { balance: "1.00" }, "ask alike"],
    ["it is days away and the balance agrees", { valueDate: "2026-11-06", bookingDate: "2026-11-06", balance: "998.50" }, "ask alike"],
    ["it is days away", { valueDate: "2026-11-06", bookingDate: "2026-11-06" }, "yes new"],
    ["the amount is another", { amount: "-1.51", balance: "998.50" }, "yes new"],
  ] as const)("is told from what stands in Holded on the day: %s", (_, one, expected) => {
    expect(told(compareLines(chainOf(statement([coffee])), { ...nothing, standing: [standing(one)] }))).toEqual([expected]);
  });

  it("leaves one movement in Holded stand for one of the statement", () => {
    const lines = chainOf(statement([coffee, coffee, coffee]));
    expect(told(compareLines(lines, { ...nothing, standing: [standing({ balance: "997.00" })] }))).toEqual([
      "yes new",
      "no in_holded",
      "yes new",
    ]);
  });

  it("is the equal movement of a day that comes alone in the next file, cut within that day", () => {
    const day = [coffee, { ...coffee, cents: -200n, text: "PAN" }, coffee, { ...coffee, cents: 900n, text: "ABONO" }];
    expect(after(cut(day, 0, 2), cut(day, 2, 4))).toEqual(["yes new", "yes new"]);
    expect(after(cut(day, 0, 2), cut(day, 1, 4))).toEqual(["no imported", "yes new", "yes new"]);
    expect(after(cut(day, 2, 4), cut(day, 0, 3))).toEqual(["yes new", "yes new", "no imported"]);
    const [second] = compareLines(cut(day, 2, 4), { ...nothing, imports: [importOf(cut(day, 0, 2))] });
    expect(second?.nth).toBe(2);
  });

  it("is asked about where the files do not fit together and an equal one of a cut day may be the same", () => {
    const day = [coffee, { ...coffee, cents: -200n, text: "PAN" }, coffee];
    expect(after(cut(day, 0, 1), cut(day, 2, 3))).toEqual(["ask equal"]);
    // The bank has put the day in another order: what one file has whole is counted.
    const around = [{ ...coffee, day: "2026-11-01", text: "LUZ" }, ...day, { ...coffee, day: "2026-11-09", text: "AGUA" }];
    const turned = [around[0], around[2], around[1], around[3], around[4]].flatMap((one) => one ?? []);
    expect(after(cut(around, 0, 5), cut(turned, 0, 5))).toEqual(Array.from({ length: 5 }, () => "no imported"));
  });

  it("is told by counting where no balance is known", () => {
    const bare = (given: readonly Given[]) => chainOf(statement(given, null));
    expect(after(bare([coffee]), bare([coffee, coffee]))).toEqual(["no imported", "yes new"]);
    expect(after(bare([coffee, coffee]), bare([coffee]))).toEqual(["no imported"]);
  });

  it("is each of an account's movements once, in whatever files that touch or overlap they come", () => {
    const growing = fc.array(fc.record({ day, cents: fc.constantFrom(100n, 250n), text: fc.constantFrom("CAFE", "LUZ") }), { minLength: 2, maxLength: 14 }); // prettier-ignore
    fc.assert(
      fc.property(growing, fc.array(fc.nat(14), { minLength: 4, maxLength: 4 }), (given, at) => {
        const [a, b, c, d] = touching(given.length, at);
        const known = given.toSorted((x, y) => x.day.localeCompare(y.day));
        const found = after(cut(known, a, b), cut(known, c, d));
        expect(found).toEqual(Array.from({ length: d - c }, (_, n) => (c + n >= a && c + n < b ? "no imported" : "yes new")));
      }),
      { numRuns: 150 },
    );
  });

  it("is never lost and never taken twice, though an account goes to and fro; what cannot be told is asked", () => {
    fc.assert(
      fc.property(anything, fc.array(fc.nat(14), { minLength: 4, maxLength: 4 }), (given, at) => {
        fc.pre(given.length > 1);
        const [a, b, c, d] = touching(given.length, at);
        const known = given.toSorted((x, y) => x.day.localeCompare(y.day));
        const second = cut(known, c, d);
        const facts = { ...nothing, imports: [importOf(cut(known, a, b))] };
        const lines = compareLines(second, facts);
        lines.forEach(({ why, take }, n) => {
          const isKnown = c + n >= a && c + n < b;
          expect(isKnown ? take : why).not.toBe(isKnown ? "yes" : "imported");
        });
        expect(told(compareLines({ ...second, movements: [...lines] }, facts))).toEqual(told(lines));
        expect(new Set(lines.map(({ key, nth }) => `${key}#${nth}`)).size).toBe(lines.length);
      }),
      { numRuns: 150 },
    );
  });

  it("is not what Holded has of an equal one of another import", () => {
    const first = cut([coffee, coffee], 0, 1);
    const linked = new Map([["m1", `${first.movements[0]?.key}#1`]]);
    const facts = { ...nothing, imports: [importOf(first)], linked, standing: [standing({ balance: "998.50", description: "CAFE BAR" })] };
    expect(told(compareLines(cut([coffee, coffee], 1, 2), facts))).toEqual(["yes new"]);
  });

  it("is asked about where Holded's balances are the bank's and say that an equal one is another", () => {
    const lines = chainOf(statement([{ ...coffee, cents: 500n, text: "ABONO" }, coffee]));
    const facts = { ...nothing, standing: [standing({ id: "a", amount: "5.00", balance: "1005.00" }), standing({ balance: "1003.50" })] };
    expect(told(compareLines(lines, facts))).toEqual(["no in_holded", "no in_holded"]);
    const other = standing({ balance: "990.00", description: "CAFE BAR" });
    expect(told(compareLines(lines, { ...facts, standing: [standing({ id: "a", amount: "5.00", balance: "1005.00" }), other] }))).toEqual(["no in_holded", "ask alike"]); // prettier-ignore
  });

  it("is asked about again where somebody deleted it in Holded", () => {
    const one = chainOf(statement([coffee]));
    const key = `${one.movements[0]?.key}#1`;
    const facts = { ...nothing, imports: [importOf(one)], linked: new Map([["gone", key]]), deleted: new Set([key]) };
    expect(told(compareLines(one, facts))).toEqual(["ask deleted"]);
  });

  it("is again what was left out of an earlier one", () => {
    const both = chainOf(statement([coffee, { ...coffee, text: "PAN" }]));
    expect(told(compareLines(both, { ...nothing, imports: [importOf(both, [1])] }))).toEqual(["no imported", "yes new"]);
  });

  it("keeps what moves nothing, and creates none of it", () => {
    const [payload] = payloadsOf(statement([{ ...coffee, cents: 0n }]), { account: null, sourceKey: "x", table: null });
    expect(payload?.movements).toMatchObject([{ take: "no", why: "zero" }]);
    expect(payload && planStatement(payload, [])).toEqual({ ok: true, value: null });
  });
});

describe("a long statement", () => {
  it("is cut between days, and no balance or movement is lost at the cuts", () => {
    const many = Array.from({ length: 1_300 }, (_, n) => ({
      day: `2026-11-${String(1 + Math.floor(n / 90)).padStart(2, "0")}`,
      cents: BigInt(n + 1),
      text: `COMPRA ${n}`,
    }));
    const parts = payloadsOf(statement(many), { account: null, sourceKey: "x", table: null });
    expect(parts.every(({ movements }) => movements.length <= maxLines)).toBe(true);
    expect(parts.flatMap(({ movements }) => movements)).toHaveLength(1_300);
    for (const [at, part] of parts.entries()) {
      const next = parts[at + 1];
      if (!next) continue;
      expect(next.opening).toBe(part.closing);
      expect(next.movements[0]?.facts.bookingDate).not.toBe(part.movements.at(-1)?.facts.bookingDate);
    }
  });
});

describe("a statement whose file says no balance", () => {
  it("counts on from what a person says, and is not planned before", () => {
    const account = { id: "a", name: "Banco", iban: null, currency: "EUR" };
    const [payload] = payloadsOf(statement([coffee, coffee], null), { account, sourceKey: "x", table: null });
    if (!payload) throw new Error("no payload");
    expect(planStatement(payload, [])).toMatchObject({ ok: false, error: { code: "proposal.incomplete" } });
    const said = withOpening(payload, "10.00");
    expect(said).toMatchObject({ opening: "10.00", closing: "7.00" });
    expect(planStatement(said, [])).toMatchObject({ ok: true, value: { movements: [{ balance: "8.50" }, { balance: "7.00" }] } });
  });
});
