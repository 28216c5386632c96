import { fail, ok, type FailureCode, type Result } from "@/lib/kernel/result";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import type { Reason } from "@/lib/kernel/evidence";
import type { Risk, Standing } from "@/lib/review/model";
import { storable } from "@/lib/review/storable";

type HighRiskRule = "typed" | "second_person";

type Asked = {
  readonly risk: Risk;
  readonly standing: Standing;
  readonly rule: HighRiskRule;
  /** Something about it is what forgeries show: two people, whatever the rule. */
  readonly needsTwo: boolean;
  /** Its agent asks for the number or amount typed by hand, whatever the rule. */
  readonly asksTyping: boolean;
  /** The amount has reached the limit from which the company wants two people. */
  readonly isOverLimit: boolean;
  readonly personId: string;
  /** Those whose approval of this very version stands. */
  readonly signers: readonly string[];
  /** Who wrote the version at hand; null: the agent did. */
  readonly editorId: string | null;
  /** She typed the number or the amount by hand, and it is the right one. */
  readonly isConfirmed: boolean;
  readonly isBulk: boolean;
};

/** `send`: the approval holds. `sign`: it is the first of two. */
export type Gate = "send" | "sign";

/**
 * Whether one person's approval is enough. What asks for more than a click is never approved in bulk, nor what its agent
 * would not let a person approve unread, unless hardly anything can come of it. Where it takes two,
 * the one whose approval sends is neither the first nor the one who wrote what is sent. Pure.
 */
export function approvalGate(asked: Asked): Result<Gate> {
  const { risk, standing, rule, needsTwo, asksTyping, isOverLimit, personId, signers, editorId, isConfirmed, isBulk } = asked;
  const needsTyping = asksTyping || (risk === "high" && rule === "typed");
  const needsSecond = needsTwo || isOverLimit || (risk === "high" && rule === "second_person");
  if (needsTyping && (isBulk || !isConfirmed)) return later("proposal.needs_typed_confirmation");
  if (needsSecond && isBulk) return later("proposal.needs_second_person");
  if (isBulk && standing !== "clear" && risk !== "low") return later("proposal.needs_own_look");
  if (!needsSecond) return ok("send");
  if (signers.some((signer) => signer !== personId) && personId !== editorId) return ok("send");
  return signers.includes(personId) ? later("proposal.needs_second_person") : ok("sign");
}

/** Doubts that did not stand on the screen when the person decided. */
export function unseenDoubts(now: readonly Reason[], shown: readonly Reason[]): readonly Reason[] {
  const known = new Set(shown.map(signOf));
  return now.filter((reason) => (reason.level === "doubt" || reason.level === "block") && !known.has(signOf(reason)));
}

/** The same doubt about another value is another doubt: a second invoice that this one may duplicate, a different account. */
const signOf = ({ code, level, path, detail }: Reason) => canonicalJson([code, level, path ?? null, storable(detail ?? {})]);

/** The same request with something more can succeed: a typed number, another person. */
function later(code: FailureCode): Result<never> {
  return fail({ code, retry: "later" });
}
