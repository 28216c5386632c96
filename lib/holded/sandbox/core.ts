import { existsSync, readdirSync } from "node:fs";
import { Account, type NewToken } from "./account";
import { CallLog, type CallRecord, type Warning } from "./call-log";
import type { Stored } from "./collection";
import { permissions } from "./contract";
import { Faults, type Fault, type RandomFaults } from "./faults";
import { isObjectId } from "./object-ids";
import { feedBank, type FeedMovement } from "./resources/bank-movements";
import { contacts } from "./resources/contacts";
import type { AccountState, CallFilter, DeliveryFilter, NewAccount, SandboxControl, SandboxState } from "./sandbox-control";
import { spanishTaxes } from "./seed/spanish-taxes";
import type { SeedAccount } from "./seed/seed-account";
import { catchUp, sow } from "./seed/sow";
import { readSwitches, type Switches } from "./switches";
import { deliveries, type Delivery } from "./webhooks/deliveries-model";
import { Deliverer } from "./webhooks/deliverer";

export type CoreOptions = {
  readonly dataDir: string | null;
  readonly seed: readonly SeedAccount[];
  readonly switches: Partial<Switches>;
  readonly now: () => Date;
  /** Hosts besides this machine that webhooks may be sent to. */
  readonly webhookHosts?: readonly string[];
  readonly webhookFirstRetryMs?: number;
};

const keyPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** All accounts of one local Holded, with faults and logs. Knows nothing of HTTP. */
export class Core implements SandboxControl {
  readonly accounts = new Map<string, Account>();
  readonly log = new CallLog();
  readonly faults = new Faults();
  readonly options: CoreOptions;
  readonly #deliverers = new Map<string, Deliverer>();

  constructor(options: CoreOptions) {
    this.options = options;
    for (const key of keysOnDisk(options.dataDir)) this.#open(key, options.switches);
    this.#sowMissing();
  }

  state(): SandboxState {
    return {
      accounts: [...this.accounts.values()].map(stateOf),
      faults: this.faults.waiting(),
      randomFaults: this.faults.random(),
      calls: this.log.calls().at(-1)?.number ?? 0,
      warnings: this.log.warnings().length,
      ownMistakes: this.log.ownMistakes(),
    };
  }

  setSwitches(change: Partial<Switches>, account?: string): void {
    const checked = readSwitches(change);
    for (const one of account === undefined ? this.accounts.values() : [this.account(account)]) one.set(checked);
  }

  fault(fault: Fault): number {
    return this.faults.order(fault);
  }

  randomFaults(settings: RandomFaults | null, account?: string): void {
    if (account !== undefined) this.account(account);
    this.faults.byChance(settings, account);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  objects<T extends Stored = Stored & Readonly<Record<string, unknown>>>(resource: string, account?: string): readonly T[] {
    const of = account === undefined ? [...this.accounts.values()] : [this.account(account)];
    // The caller names the kind and its type together.
    return of.flatMap((one) => [...one.store.objects(resource)]) as unknown as readonly T[];
  }

  file(account: string, id: string): Uint8Array | null {
    return isObjectId(id) ? this.account(account).store.file(id) : null;
  }

  calls(filter: CallFilter = {}): readonly CallRecord[] {
    const pattern = filter.path === undefined ? null : new RegExp(filter.path);
    return this.log
      .calls()
      .filter(
        (call) =>
          (filter.account === undefined || call.account === filter.account) &&
          (filter.method === undefined || call.method === filter.method.toUpperCase()) &&
          (filter.after === undefined || call.number > filter.after) &&
          (!pattern || pattern.test(call.path)),
      );
  }

  warnings(account?: string): readonly Warning[] {
    return this.log.warnings().filter((one) => account === undefined || one.account === account);
  }

  deliveries({ account, event, state }: DeliveryFilter = {}): readonly Delivery[] {
    return this.objects<Delivery>(deliveries.name, account).filter(
      (one) => (event === undefined || one.event === event) && (state === undefined || one.state === state),
    );
  }

  resend(account: string, delivery: string): void {
    this.account(account);
    this.#deliverers.get(account)?.resend(delivery);
  }

  addAccount({ key, name, taxId, switches }: NewAccount): void {
    if (!keyPattern.test(key)) throw new Error(`"${key}" is no account key: use a-z, 0-9 and hyphens`);
    if (this.accounts.has(key)) throw new Error(`account "${key}" exists`);
    const account = this.#open(key, this.options.switches);
    sow(account, { key, name, taxId, tokens: [], contacts: [], taxes: spanishTaxes, accounts: [], treasury: [], purchases: [] });
    if (switches) account.set(readSwitches(switches));
  }

  addToken(account: string, token?: NewToken): string {
    return this.account(account).addToken(token);
  }

  revokeToken(secret: string): void {
    this.#accountOfToken(secret).changeToken(secret, { revoked: true });
  }

  setPermissions(secret: string, granted: readonly string[]): void {
    const unknown = granted.find((one) => !permissions.includes(one));
    if (unknown) throw new Error(`unknown permission "${unknown}"`);
    this.#accountOfToken(secret).changeToken(secret, { permissions: granted });
  }

  addUsage(account: string, calls: number, key = "api_v1_legacy_1"): void {
    if (!Number.isInteger(calls) || calls < 1 || calls > 1_000_000) throw new Error("calls must be a whole number from 1 to 1000000");
    this.account(account).quota.add(key, calls, this.options.now());
  }

  setCustomId(account: string, contactId: string, customId: string | null): void {
    this.account(account).store.transact((write) => {
      const contact = write.in(contacts).get(contactId);
      if (!contact) throw new Error(`no contact ${contactId}`);
      write.put(contacts, { ...contact, custom_id: customId });
    });
  }

  bankFeed(account: string, movements: readonly FeedMovement[], treasury?: string): readonly string[] {
    return this.account(account).store.transact((write) => feedBank(write, this.options.now(), movements, treasury));
  }

  edit(account: string, resource: string, id: string, change: Readonly<Record<string, unknown>>): void {
    this.account(account).store.edit(resource, id, change);
  }

  reset(): void {
    for (const account of this.accounts.values()) account.clear();
    for (const deliverer of this.#deliverers.values()) deliverer.reload();
    this.faults.clear();
    this.log.clear();
    for (const key of [...this.accounts.keys()]) {
      if (this.options.seed.some((one) => one.key === key)) continue;
      this.accounts.delete(key);
      this.#deliverers.delete(key);
    }
    this.#sowMissing();
  }

  all(): readonly Account[] {
    return [...this.accounts.values()];
  }

  /** @throws Error when there is no such account */
  account(key: string): Account {
    const found = this.accounts.get(key);
    if (!found) throw new Error(`no account "${key}"; there are: ${[...this.accounts.keys()].join(", ")}`);
    return found;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#deliverers.values()].map((deliverer) => deliverer.stop()));
    for (const account of this.accounts.values()) {
      account.saveUsage();
      await account.store.close();
    }
  }

  #open(key: string, switches: Partial<Switches>): Account {
    const account = new Account(key, this.options.dataDir, switches, this.options.now);
    this.accounts.set(key, account);
    const { now, webhookHosts: allowedHosts = [], webhookFirstRetryMs: firstRetryMs = 1_000 } = this.options;
    const mistake = (text: string): void => this.log.mistake(text);
    this.#deliverers.set(key, new Deliverer(account, { now, allowedHosts, firstRetryMs, mistake }));
    return account;
  }

  #sowMissing(): void {
    for (const seed of this.options.seed) {
      const account = this.accounts.get(seed.key) ?? this.#open(seed.key, this.options.switches);
      if (!account.facts) sow(account, seed);
    }
    for (const account of this.accounts.values()) {
      catchUp(
        account,
        this.options.seed.find((one) => one.key === account.key),
      );
    }
  }

  #accountOfToken(secret: string): Account {
    for (const account of this.accounts.values()) if (account.tokenOf(secret)) return account;
    throw new Error("no account has this token");
  }
}

function keysOnDisk(dataDir: string | null): string[] {
  if (dataDir === null || !existsSync(dataDir)) return [];
  return readdirSync(dataDir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && keyPattern.test(entry.name) ? [entry.name] : [],
  );
}

function stateOf(account: Account): AccountState {
  const { period, total } = account.quota.month;
  return {
    key: account.key,
    name: account.facts?.name ?? account.key,
    taxId: account.facts?.taxId ?? "",
    switches: account.switches,
    usage: { period, total },
    tokens: account.tokens().map(({ id, name, permissions: granted, revoked }) => ({ id, name, permissions: granted, revoked })),
    objects: Object.fromEntries(account.store.names().map((name) => [name, account.store.objects(name).length])),
  };
}
