import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposalStates, type ProposalState } from "@/lib/review/model";
import { transition, verbs, type TransitionFacts, type Verb } from "@/lib/review/transition";

const noon = new Date("2026-11-22T12:00:00Z");
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);
const insideWindow: TransitionFacts = { now: noon, undoUntil: seconds(10), mayExistInHolded: false, isReadable: true };
const afterWindow: TransitionFacts = { ...insideWindow, undoUntil: seconds(-1) };

type Cell = ProposalState | `!${string}`;

/** Every state × every verb, first inside the undo window, then after it where that differs. */
const table: Record<ProposalState, Partial<Record<Verb, Cell | readonly [inside: Cell, after: Cell]>>> = {
  reading: { propose: "open", refuse: "refused" },
  refused: { reject: "rejected", retry: "reading", split: "reading", merge: "reading", join: "joined" },
  open: {
    approve: "approved", reject: "rejected", snooze: "snoozed", edit: "open", split: "reading", merge: "reading", join: "joined",
    repropose: "open", withdraw: "withdrawn",
  }, // prettier-ignore
  snoozed: { wake: "open", undo: ["open", "!proposal.undo_too_late"], withdraw: "withdrawn" },
  approved: {
    undo: ["open", "!proposal.undo_too_late"],
    start_sending: ["!proposal.not_open", "sending"],
    conclude: ["!proposal.not_open", "settled"],
    send_back: "open",
  },
  sending: { settle: "settled", fail: "failed", retry: "sending", send_back: "open" },
  settled: {},
  withdrawn: {},
  joined: { split: "reading" },
  failed: { retry: "sending", answer_doubt: "sending", accept_difference: "settled", send_back: "open" },
  rejected: { undo: ["open", "!proposal.undo_too_late"] },
};

const unreadStates: readonly ProposalState[] = ["reading", "refused"];

function refusalCell(state: ProposalState, verb: Verb): Cell {
  if (verb === "undo") return "!proposal.undo_too_late";
  return unreadStates.includes(state) ? "!proposal.unread" : "!proposal.not_open";
}

function cellOf(state: ProposalState, verb: Verb, facts: TransitionFacts): Cell {
  const result = transition(state, verb, facts);
  return result.ok ? result.value : `!${result.error.code}`;
}

const arbitraryState = fc.constantFrom(...proposalStates);
const arbitraryVerb = fc.constantFrom(...verbs);
const arbitraryFacts = fc.record({
  now: fc.integer({ min: -100, max: 100 }).map(seconds),
  undoUntil: fc.option(fc.integer({ min: -100, max: 100 }).map(seconds)),
  mayExistInHolded: fc.boolean(),
  isReadable: fc.boolean(),
});

describe("the life of a proposal", () => {
  for (const state of proposalStates) {
    for (const verb of verbs) {
      const wanted = table[state][verb] ?? refusalCell(state, verb);
      const [inside, after] = typeof wanted === "string" ? [wanted, wanted] : wanted;
      it(`${state} + ${verb} → ${inside === after ? inside : `${inside}, after the window ${after}`}`, () => {
        expect(cellOf(state, verb, insideWindow)).toBe(inside);
        expect(cellOf(state, verb, afterWindow)).toBe(after);
      });
    }
  }

  it("ends with settled: no verb leads back, whatever the facts", () => {
    fc.assert(
      fc.property(arbitraryVerb, arbitraryFacts, (verb, facts) => {
        expect(transition("settled", verb, facts).ok).toBe(false);
      }),
    );
  });

  it("lets every approval be undone until its window ends and never from then on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: -60_000, max: 660_000 }), (windowSeconds, laterMs) => {
        const approved = transition("open", "approve", insideWindow);
        if (!approved.ok) throw new Error("an open proposal can be approved");
        const facts = { ...insideWindow, undoUntil: seconds(windowSeconds), now: new Date(noon.getTime() + laterMs) };
        expect(transition(approved.value, "undo", facts).ok).toBe(laterMs < windowSeconds * 1000);
      }),
    );
  });

  it("never allows sending and undoing at the same instant", () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const canUndo = transition("approved", "undo", facts).ok;
        const canSend = transition("approved", "start_sending", facts).ok;
        expect(canUndo && canSend).toBe(false);
        expect(canUndo || canSend).toBe(true);
      }),
    );
  });

  it("cannot be undone once sending began", () => {
    fc.assert(
      fc.property(fc.constantFrom("sending", "settled", "failed"), arbitraryFacts, (state, facts) => {
        expect(transition(state, "undo", facts).ok).toBe(false);
      }),
    );
  });

  it("reaches sending only from an approval or from a failed sending", () => {
    fc.assert(
      fc.property(arbitraryState, arbitraryVerb, arbitraryFacts, (state, verb, facts) => {
        const next = transition(state, verb, facts);
        if (next.ok && next.value === "sending" && state !== "sending") expect(["approved", "failed"]).toContain(state);
      }),
    );
  });

  it("goes back to a person only when nothing can exist in Holded", () => {
    const sent: readonly ProposalState[] = ["sending", "failed"];
    fc.assert(
      fc.property(fc.constantFrom(...sent), arbitraryVerb, arbitraryFacts, (state, verb, facts) => {
        const next = transition(state, verb, facts);
        if (next.ok && next.value === "open") expect(facts.mayExistInHolded).toBe(false);
      }),
    );
  });

  it("is settled along no path that skips a person's approval", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(arbitraryVerb, arbitraryFacts), { maxLength: 40 }), (steps) => {
        let state: ProposalState = "reading";
        let isApproved = false;
        for (const [verb, facts] of steps) {
          const next = transition(state, verb, facts);
          if (!next.ok) continue;
          if (verb === "approve") isApproved = true;
          state = next.value;
          if (state === "open") isApproved = false;
          if (state === "settled") expect(isApproved).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("brings a dismissed unreadable file back as unreadable, never as something to approve", () => {
    expect(cellOf("rejected", "undo", { ...insideWindow, isReadable: false })).toBe("refused");
  });
});
