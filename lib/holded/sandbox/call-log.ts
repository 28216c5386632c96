import type { FaultKind } from "./faults";

/** One call as the sandbox saw it. Bodies are not kept: the objects are there to look at. */
export type CallRecord = {
  readonly number: number;
  readonly at: string;
  readonly account: string | null;
  readonly token: string | null;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  /** Null when the connection was dropped or left without an answer. */
  readonly status: number | null;
  readonly ms: number;
  readonly fault: FaultKind | null;
  readonly detail: string | null;
};

/** Something a client did that Holded lets pass in silence. */
export type Warning = { readonly at: string; readonly account: string; readonly operation: string; readonly message: string };

const keep = 5_000;

/** The last calls and warnings, in memory. */
export class CallLog {
  #calls: CallRecord[] = [];
  #warnings: Warning[] = [];
  #count = 0;
  #ownMistakes: string[] = [];

  add(call: Omit<CallRecord, "number">): void {
    this.#count += 1;
    this.#calls.push({ ...call, number: this.#count });
    if (this.#calls.length > keep * 1.2) this.#calls = this.#calls.slice(-keep);
  }

  warn(warning: Warning): void {
    this.#warnings.push(warning);
    if (this.#warnings.length > keep * 1.2) this.#warnings = this.#warnings.slice(-keep);
  }

  /** An answer of ours that the OpenAPI file does not allow, or a bug. */
  mistake(text: string): void {
    this.#ownMistakes.push(text);
  }

  calls(): readonly CallRecord[] {
    return this.#calls;
  }

  warnings(): readonly Warning[] {
    return this.#warnings;
  }

  ownMistakes(): readonly string[] {
    return this.#ownMistakes;
  }

  clear(): void {
    this.#calls = [];
    this.#warnings = [];
    this.#ownMistakes = [];
  }
}
