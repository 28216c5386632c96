import { createHash, randomBytes } from "node:crypto";
import type { CollectionDefinition } from "./collection";
import { permissions } from "./contract";
import { Quota, type MonthUsage } from "./quota";
import { Store } from "./store";
import { defaultSwitches, type Switches } from "./switches";

export type AccountFacts = { readonly id: string; readonly name: string; readonly taxId: string };
/** Only the hash of a token is kept, as Holded shows it once. */
export type TokenRecord = {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly permissions: readonly string[];
  readonly revoked: boolean;
};
export type NewToken = { readonly name?: string; readonly permissions?: readonly string[]; readonly secret?: string };

const facts: CollectionDefinition<AccountFacts> = { name: "account" };
const tokens: CollectionDefinition<TokenRecord> = { name: "tokens", indexes: { hash: (token) => token.hash } };
const changes: CollectionDefinition<{ readonly id: string; readonly change: Partial<Switches> }> = { name: "switches" };
const months: CollectionDefinition<MonthUsage & { readonly id: string }> = { name: "usage" };

/** One company in the local Holded: its data, tokens, switches and quota. */
export class Account {
  readonly key: string;
  readonly store: Store;
  #switches: Switches;
  #quota: Quota;
  #savedMonth: MonthUsage | null = null;
  /** Reads show this moment until the other one. */
  #frozen: { readonly at: number; readonly until: number } | null = null;
  readonly #started: Switches;
  readonly #now: () => Date;

  constructor(key: string, dataDir: string | null, switches: Partial<Switches>, now: () => Date) {
    this.key = key;
    this.store = new Store(key, dataDir, now);
    this.#now = now;
    this.#started = { ...defaultSwitches, ...switches };
    // What was switched while it ran stays so after a restart, until a reset.
    this.#switches = { ...this.#started, ...this.store.in(changes).get(key)?.change };
    this.#quota = new Quota(this.store.in(months).get("month") ?? null, now());
  }

  get switches(): Switches {
    return this.#switches;
  }

  get quota(): Quota {
    return this.#quota;
  }

  /** Undefined until the account was created. */
  get facts(): AccountFacts | undefined {
    return this.store.in(facts).get(this.key);
  }

  create(name: string, taxId: string): void {
    this.store.transact((transaction) => transaction.put(facts, { id: this.key, name, taxId }));
  }

  set(change: Partial<Switches>): void {
    this.#switches = { ...this.#switches, ...change };
    const before = this.store.in(changes).get(this.key)?.change;
    this.store.transact((transaction) => transaction.put(changes, { id: this.key, change: { ...before, ...change } }));
  }

  /** Reads show how things are now for a while, whatever is written meanwhile. */
  freezeReads(ms: number): void {
    const now = this.#now().getTime();
    // What is written in this very millisecond must not be seen either.
    this.#frozen = { at: now - 1, until: now + ms };
  }

  /** By how many milliseconds reads are behind the truth. */
  readLag(): number {
    const now = this.#now().getTime();
    const frozen = this.#frozen && now < this.#frozen.until ? now - this.#frozen.at : 0;
    return Math.max(this.#switches.read_lag_ms, frozen);
  }

  /** Everything as on the first day; the seed must be sown again. */
  clear(): void {
    this.store.clear();
    this.#switches = this.#started;
    this.#frozen = null;
    this.#quota = new Quota(null, this.#now());
  }

  /** @returns the whole token `pat_<id>_<secret>`, shown this once */
  addToken(token: NewToken = {}): string {
    const granted = token.permissions ?? permissions;
    const unknown = granted.find((one) => !permissions.includes(one));
    if (unknown) throw new Error(`unknown permission "${unknown}"`);
    return this.store.transact((transaction) => {
      const id = transaction.newId();
      const secret = token.secret ?? `pat_${id}_${randomBytes(24).toString("hex")}`;
      transaction.put(tokens, { id, name: token.name ?? "API", hash: hashOf(secret), permissions: granted, revoked: false });
      return secret;
    });
  }

  /** The token that a caller showed, unless it is unknown or was revoked. */
  tokenOf(secret: string): TokenRecord | null {
    return (
      this.store
        .in(tokens)
        .by("hash", hashOf(secret))
        .find((token) => !token.revoked) ?? null
    );
  }

  /** Changes a token in place, by its secret or its id: revokes it, or gives it other permissions. */
  changeToken(secretOrId: string, change: { readonly revoked?: boolean; readonly permissions?: readonly string[] }): void {
    const token = this.tokenOf(secretOrId) ?? this.store.in(tokens).get(secretOrId);
    if (!token) throw new Error("no such token");
    this.store.transact((transaction) => transaction.put(tokens, { ...token, ...change }));
  }

  tokens(): readonly TokenRecord[] {
    return this.store.in(tokens).all();
  }

  /** Keeps the month's count for the next start. Reads are not worth a line on the disk each, so this runs now and then. */
  saveUsage(): void {
    const month = this.#quota.month;
    if (month === this.#savedMonth || month.total === 0) return;
    this.store.transact((transaction) => transaction.put(months, { ...month, id: "month" }));
    this.#savedMonth = month;
  }
}

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");
