import { isStepName, type StepName } from "@/lib/holded/push-steps";
import type { Failure } from "@/lib/kernel/result";

/** A write of which nobody can look up whether it arrived: only a person can say. */
export type Doubt = {
  readonly step: StepName;
  /** When it was begun (ISO); another attempt is another doubt. "" where an older failure does not say. */
  readonly since: string;
};

const blind = "cannot_look";

/** What a failure says of its doubt; read again by `doubtOf`. */
export function doubtDetail(step: StepName, since: Date): Readonly<Record<string, string>> {
  return { why: blind, step, since: since.toISOString() };
}

/** The doubt that a failure stands for; null: the machine can look for itself. Pure. */
export function doubtOf(failure: { readonly detail?: Failure["detail"] | undefined } | null): Doubt | null {
  const { why, step, since } = failure?.detail ?? {};
  return why === blind && isStepName(step) ? { step, since: typeof since === "string" ? since : "" } : null;
}

/** What a person needs to find out, and to answer: what was to be written, and where it would stand. */
export type DoubtView = Doubt & {
  readonly wanted:
    | {
        readonly kind: "mail";
        readonly estimate: string;
        readonly number: string | null;
        readonly to: readonly string[];
        readonly cc: readonly string[];
        readonly subject: string | null;
        readonly message: string | null;
      }
    | {
        readonly kind: "note";
        /** Null: not known. */
        readonly lead: string | null;
        readonly name: string;
        readonly title: string;
        readonly text: string | null;
      }
    /** A step that no screen knows how to tell yet: its reference says where to look. */
    | { readonly kind: "other"; readonly reference: string };
};
