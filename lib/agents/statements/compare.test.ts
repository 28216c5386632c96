import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payloadsOf, withOpening } from "@/lib/agents/statements/build";
import { compareLines } from "@/lib/agents/statements/compare";
import { linesOf } from "@/lib/agents/statements/lines";
import { maxLines, type StandingMovement, type StatementLine } from "@/lib/agents/statements/model";
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

const nothing = { standing: [], covered: new Set<string>(), linked: new Map<string, string>() };
const told = (lines: readonly StatementLine[]) => lines.map(({ take, why }) => `${take} ${why}`);
const standing = (one: Partial<StandingMovement> = {}): StandingMovement => ({
  id: "m1", valueDate: "2026-11-03", bookingDate: "2026-11-03", amount: "-1.50", balance: null, description: "otra cosa", ...one,
}); // prettier-ignore
const coffee = { day: "2026-11-03", cents: -150n, text: "CAFE BAR" };
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`);
const anything = fc.array(fc.record({ day, cents: fc.bigInt({ min: -300n, max: 300n }), text: fc.constantFrom("CAFE", "LUZ", "") }), {
  maxLength: 12,
});

describe("what of a statement is new", () => {
  it("is each of two equal coffees, once", () => {
    const lines = linesOf(statement([coffee, coffee]));
    expect(lines.map(({ nth }) => nth)).toEqual([1, 2]);
    expect(told(compareLines(lines, nothing))).toEqual(["yes new", "yes new"]);
    const [first] = lines;
    expect(told(compareLines(lines, { ...nothing, covered: new Set([`${first?.key}#1`]) }))).toEqual(["no imported", "yes new"]);
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
    expect(told(compareLines(linesOf(statement([coffee])), { ...nothing, standing: [standing(one)] }))).toEqual([expected]);
  });

  it("leaves one movement in Holded stand for one of the statement", () => {
    const lines = linesOf(statement([coffee, coffee, coffee]));
    expect(told(compareLines(lines, { ...nothing, standing: [standing({ balance: "997.00" })] }))).toEqual([
      "yes new",
      "no in_holded",
      "yes new",
    ]);
  });

  it("is nothing of what was imported before, and everything of what was not, in whatever files it came", () => {
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        const known = linesOf(statement(before));
        const covered = new Set(known.map(({ key, nth }) => `${key}#${nth}`));
        const found = compareLines(linesOf(statement([...before, ...after])), { ...nothing, covered });
        const moving = after.filter(({ cents }) => cents !== 0n).length;
        expect(found.filter(({ take }) => take === "yes")).toHaveLength(moving);
        expect(found.filter(({ why }) => why === "imported")).toHaveLength(known.length);
        expect(told(compareLines(found, { ...nothing, covered }))).toEqual(told(found));
      }),
      { numRuns: 60 },
    );
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
