import type { NewToken } from "./account";
import type { CallRecord, Warning } from "./call-log";
import type { Stored } from "./collection";
import type { Fault, Faults, RandomFaults } from "./faults";
import type { FeedMovement } from "./resources/bank-movements";
import type { Switches } from "./switches";
import type { Delivery, DeliveryState } from "./webhooks/deliveries-model";

export type NewAccount = { readonly key: string; readonly name: string; readonly taxId: string; readonly switches?: Partial<Switches> };

export type AccountState = {
  readonly key: string;
  readonly name: string;
  readonly taxId: string;
  readonly switches: Switches;
  readonly usage: { readonly period: string; readonly total: number };
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly permissions: readonly string[];
    readonly revoked: boolean;
  }[];
  readonly objects: Readonly<Record<string, number>>;
};

export type SandboxState = {
  readonly accounts: readonly AccountState[];
  readonly faults: ReturnType<Faults["waiting"]>;
  readonly randomFaults: readonly RandomFaults[];
  readonly calls: number;
  readonly warnings: number;
  /** Answers of ours that broke the OpenAPI file, and bugs. Tests assert that there are none. */
  readonly ownMistakes: readonly string[];
};

/** Which calls to show: of an account, of a method, whose path matches a regular expression, after a call's number. */
export type CallFilter = { readonly account?: string; readonly method?: string; readonly path?: string; readonly after?: number };

export type DeliveryFilter = { readonly account?: string; readonly event?: string; readonly state?: DeliveryState };

/** What tests and the control plane may do that no API client can. */
export type SandboxControl = {
  state(): SandboxState;
  /** Changes switches of one account, or of all of them. */
  setSwitches(change: Partial<Switches>, account?: string): void;
  /** Orders a fault for the next calls that match. */
  fault(fault: Fault): number;
  /** Faults by chance with a seed, for all accounts or for one; null ends them. */
  randomFaults(settings: RandomFaults | null, account?: string): void;
  clearFaults(): void;
  /** Objects as they are kept, oldest first: `contacts`, `purchases`, `attachments`, `payments`, … */
  objects<T extends Stored = Stored & Readonly<Record<string, unknown>>>(resource: string, account?: string): readonly T[];
  /** The bytes of an attachment by its own id. */
  file(account: string, id: string): Uint8Array | null;
  calls(filter?: CallFilter): readonly CallRecord[];
  warnings(account?: string): readonly Warning[];
  /** What was sent to webhooks, or waits to be, oldest first. */
  deliveries(filter?: DeliveryFilter): readonly Delivery[];
  /** Sends a delivery that is over once more, with the same id. */
  resend(account: string, delivery: string): void;
  addAccount(account: NewAccount): void;
  /** @returns the token, shown this once */
  addToken(account: string, token?: NewToken): string;
  revokeToken(secret: string): void;
  setPermissions(secret: string, granted: readonly string[]): void;
  /** Calls that other integrations make with the same quota. `key` as in `secondary_usages`. */
  addUsage(account: string, calls: number, key?: string): void;
  /** Gives a contact the `custom_id` that API v2 cannot write. */
  setCustomId(account: string, contactId: string, customId: string | null): void;
  /**
   * What the bank's daily connection brings into a treasury account, named by its id or name; the first bank account
   * when left out. Balances that are left out follow from the one before.
   * @returns the ids of the movements
   */
  bankFeed(account: string, movements: readonly FeedMovement[], treasury?: string): readonly string[];
  /** A person changes something in Holded's own screens meanwhile. */
  edit(account: string, resource: string, id: string, change: Readonly<Record<string, unknown>>): void;
  /** Back to the first day: data, switches, quota, faults, logs. */
  reset(): void;
};
