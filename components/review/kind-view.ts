import type { ComponentType } from "react";
import type { Evidence, Reason } from "@/lib/kernel/evidence";
import type { ItemView } from "@/lib/review/view";

export type PanelProps<P> = {
  readonly item: ItemView<P>;
  /** As edited now, saved or not. */
  readonly payload: P;
  readonly readOnly: boolean;
  /** `field` names the field that is being typed into; null makes a step of its own for undo. */
  readonly onEdit: (next: P, field: string | null) => void;
};

export type SourceProps<P> = {
  readonly payload: P;
  readonly id: string;
  readonly state: ItemView<P>["state"];
  /** Path of the focused field. */
  readonly activePath: string | null;
  /** Brings the field of a path into focus. */
  readonly onPick: (path: string) => void;
};

export type Describe<P> = {
  /** "Número", "Línea 3 · Base" */
  readonly name: (path: string) => string;
  /** The value at a path as people read it; "" when there is none. */
  readonly value: (payload: P, path: string) => string;
  /** The verb of the approval: "Aprobar y crear compra". */
  readonly approve: (payload: P) => string;
  /** Reasons for which such a proposal is usually rejected. */
  readonly usual: readonly string[];
  /** The reason of a rejection that has a button of its own; null: none has. */
  readonly duplicate: string | null;
};

/** What is particular to one kind of proposal on the review screen. Everything else is the same for all. */
export type KindView<P> = {
  /** The fields in the order the eye reads the document. */
  readonly Panel: ComponentType<PanelProps<P>>;
  /** What stands on the left in place of a document: the source as the proposal itself holds it. */
  readonly Source?: ComponentType<SourceProps<P>>;
  /** Always in sight above the decision bar: what the fields come to. */
  readonly Foot?: ComponentType<{ readonly payload: P }>;
  /** The server makes something of each edit (prices, taxes): what was chosen or pressed is saved at once, for its answer. */
  readonly isCompletedBySaving?: true;
  /** The fields need more room than the source; on a phone each has the window to itself, under these names. */
  readonly useSteps?: () => { readonly source: string; readonly fields: string };
  /** What will happen in Holded, in words, before it is approved. */
  readonly Outcome: ComponentType<{ readonly payload: P; readonly environment: string }>;
  /** Whether these reasons take two people. */
  readonly needsTwo: (reasons: readonly Reason[]) => boolean;
  readonly useDescribe: () => Describe<P>;
  /** Evidence under the paths of the payload as it stands now, saved or not. */
  readonly evidenceOf: (item: ItemView<P>, payload: P) => readonly Evidence[];
};
