import { assertNever } from "@/lib/kernel/assert-never";
import { ok, refuse, type FailureCode, type Result } from "@/lib/kernel/result";
import type { ProposalState } from "@/lib/review/model";

/** Everything that can happen to a proposal. People do the first line, machines the second, both the third. */
export const verbs = [
  "approve", "reject", "snooze", "undo", "edit", "accept_difference", "answer_doubt", "split", "merge", "join",
  "propose", "repropose", "withdraw", "refuse", "start_sending", "settle", "fail", "conclude",
  "wake", "retry", "send_back",
] as const; // prettier-ignore
export type Verb = (typeof verbs)[number];

/** What the machine must know beside the state. Instants come from the caller's clock. */
export type TransitionFacts = {
  readonly now: Date;
  /** The last moment (exclusive) at which the decision in force can be taken back; null: there is none. */
  readonly undoUntil: Date | null;
  /** Something of this proposal was written to Holded, or nobody can exclude it. */
  readonly mayExistInHolded: boolean;
  /** The agent understood the file: there is a payload to decide on. */
  readonly isReadable: boolean;
};

type Move = ProposalState | ((facts: TransitionFacts) => Result<ProposalState>);

/** A decision can be taken back while its window is open; approvals are sent when it closes, never before. */
const undone: Move = (facts) => {
  if (!facts.undoUntil || facts.now >= facts.undoUntil) return refuse("proposal.undo_too_late");
  return ok(facts.isReadable ? "open" : "refused");
};

/** Sending starts exactly where undoing stops, so that no instant allows both. */
const started = (facts: TransitionFacts): Result<ProposalState> =>
  facts.undoUntil && facts.now < facts.undoUntil ? refuse("proposal.not_open", { state: "approved" }) : ok("sending");

/** The same line for an approval that writes nothing. */
const concluded: Move = (facts) => {
  const begun = started(facts);
  return begun.ok ? ok("settled") : begun;
};

/** Back to a person only where nothing exists in Holded: an edited second version would make a second document. */
const sentBack: Move = (facts) => (facts.mayExistInHolded ? refuse("holded.outcome_unknown") : ok("open"));

const moves: Readonly<Record<ProposalState, Partial<Readonly<Record<Verb, Move>>>>> = {
  reading: { propose: "open", refuse: "refused" },
  refused: { reject: "rejected", retry: "reading", split: "reading", merge: "reading", join: "joined" },
  open: {
    approve: "approved", reject: "rejected", snooze: "snoozed", edit: "open", split: "reading", merge: "reading", join: "joined",
    repropose: "open", withdraw: "withdrawn",
  }, // prettier-ignore
  snoozed: { wake: "open", undo: undone, withdraw: "withdrawn" },
  approved: { undo: undone, start_sending: started, conclude: concluded, send_back: sentBack },
  sending: { settle: "settled", fail: "failed", retry: "sending", send_back: sentBack },
  failed: { retry: "sending", answer_doubt: "sending", accept_difference: "settled", send_back: sentBack },
  rejected: { undo: undone },
  settled: {},
  withdrawn: {},
  joined: { split: "reading" },
};

/** The one state machine for a proposal of any kind: the next state, or why there is none. Pure. */
export function transition(state: ProposalState, verb: Verb, facts: TransitionFacts): Result<ProposalState> {
  const move = moves[state][verb];
  if (move === undefined) return refuse(refusalFor(state, verb), { state, verb });
  return typeof move === "function" ? move(facts) : ok(move);
}

/** What a person is told when the verb does not fit: the sentence that helps, not always the same one. */
function refusalFor(state: ProposalState, verb: Verb): FailureCode {
  if (verb === "undo") return "proposal.undo_too_late";
  switch (state) {
    case "reading":
    case "refused":
      return "proposal.unread";
    case "open":
    case "snoozed":
    case "approved":
    case "sending":
    case "settled":
    case "failed":
    case "rejected":
    case "withdrawn":
    case "joined":
      return "proposal.not_open";
    default:
      return assertNever(state);
  }
}
