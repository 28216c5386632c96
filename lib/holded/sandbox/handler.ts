import type { Account } from "./account";
import type { Query } from "./check-call";
import type { NumberWriter } from "./numbers";
import type { Database, Transaction } from "./store";
import type { Switches } from "./switches";

export type UploadedFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** A call that was let in: known token, permission given, everything checked against the OpenAPI file. */
export type Call = {
  readonly account: Account;
  readonly switches: Switches;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Shaped as the file says for this operation. */
  readonly body: unknown;
  readonly file: UploadedFile | null;
  readonly now: Date;
  /** What reads see; behind the truth when `read_lag_ms` says so. */
  readonly read: Database;
  /** Reads and writes of the truth. All writes of a call are one transaction, undone when the handler throws. */
  readonly write: Transaction;
  /** How documents, and how treasury and payments, write numbers. */
  readonly numbers: { readonly documents: NumberWriter; readonly treasury: NumberWriter };
  /** Tells the tests about something that Holded lets pass in silence. */
  warn(message: string): void;
};

export type Answer = {
  readonly status: number;
  /** JSON; left out for an empty body. */
  readonly body?: unknown;
  readonly bytes?: { readonly data: Uint8Array; readonly type: string; readonly name: string };
};

export type Handler = (call: Call) => Answer;
/** The handlers of one resource, by operation: `GET /purchases/{purchaseId}`. */
export type Handlers = Readonly<Record<string, Handler>>;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (id: string): Answer => ({ status: 201, body: { id } });
export const noContent: Answer = { status: 204 };
export const done: Answer = { status: 200 };

/** What this operation of the file calls its body. It was checked before the handler ran. */
export function bodyOf<T>(call: Call): T {
  return call.body as T;
}
