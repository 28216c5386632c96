/** One attempt of a call to Holded as the log shows it. */
export type ShownAttempt = {
  readonly id: string;
  readonly at: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly ms: number;
  readonly quotaLeft: number | null;
  readonly failure: string | null;
};

/** One call: how its last attempt ended, and those before it. */
export type ShownCall = ShownAttempt & {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly permission: string | null;
  readonly purpose: string;
  readonly proposal: { readonly id: string; readonly title: string; readonly party: string | null } | null;
  readonly earlier: readonly ShownAttempt[];
};

/** The sending of a proposal, as far as a person needs it to decide on another try. */
export type ShownReplay = {
  readonly proposalId: string;
  readonly state: "pending" | "running" | "settled" | "failed" | "cancelled";
  readonly canRetry: boolean;
  readonly reference: string;
  readonly attempts: number;
  readonly failure: { readonly code: string; readonly detail?: Readonly<Record<string, string | number>> | undefined } | null;
  readonly nextAttempt: string | null;
  readonly holdedId: string | null;
  readonly steps: readonly { readonly name: string; readonly state: string; readonly at: string }[];
};

/** "Herrajes del Duero, S.A. · 2026/001873" */
export function proposalName({ title, party }: { readonly title: string; readonly party: string | null }): string {
  return [party, title].filter((part) => part !== null && part !== "").join(" · ");
}
