import type { Account } from "../account";
import type { CollectionDefinition, Stored } from "../collection";
import { permissions } from "../contract";
import type { Call } from "../handler";
import { numberWriter, zero } from "../numbers";
import { contactOf, contacts } from "../resources/contacts";
import { documentFrom } from "../resources/documents";
import { purchases } from "../resources/documents-kinds";
import { accountByNumber, ledgerAccounts, newLedgerAccount } from "../resources/ledger";
import { numberingSeries } from "../resources/numbering-series";
import { payments } from "../resources/payments-model";
import { taxes } from "../resources/taxes";
import { newTreasuryAccount } from "../resources/treasury";
import { treasuryAccounts } from "../resources/treasury-model";
import { users } from "../resources/users";
import { warehouses } from "../resources/warehouses";
import { emptyCrm } from "./seed-crm";
import { seededAt, type SeedAccount, type SeedPurchase } from "./seed-account";
import { sowCrm } from "./sow-crm";
import { bookSown, sowTrade } from "./sow-trade";
import type { Transaction } from "../store";

/** Puts the first data into an empty account. */
export function sow(account: Account, seed: SeedAccount): void {
  account.create(seed.name, seed.taxId);
  account.store.transact((write) => {
    const each = <S, T extends Stored>(definition: CollectionDefinition<T>, rows: readonly S[], make: (id: string, row: S) => T): void => {
      for (const row of rows) write.put(definition, make(write.newId(), row));
    };
    each(taxes, seed.taxes, (id, tax) => ({ id, ...tax }));
    each(ledgerAccounts, seed.accounts, (id, line) => ({ ...newLedgerAccount(id, line.number, line.name), ...line }));
    each(treasuryAccounts, seed.treasury, (id, one) =>
      newTreasuryAccount(id, { ...one, synced_at: seededAt.toISOString().replace(".000Z", "+00:00") }),
    );
    each(contacts, seed.contacts, (id, contact) => contactOf(id, seededAt, contact));
    sowCrm(write, seed.crm ?? emptyCrm, seededAt);
    const call = quietCall(account, write);
    for (const purchase of seed.purchases) sowPurchase(call, purchase);
    // After all that was there before it, so that nobody's id moves.
    bookSown(call);
    sowTrade(call, seed.trade ?? {});
    each(contacts, seed.customers ?? [], (id, contact) => contactOf(id, seededAt, contact));
  }, seededAt);
  for (const token of seed.tokens) {
    const granted = token.access === "full" ? permissions : permissions.filter((one) => one.endsWith(".read"));
    account.addToken({ name: token.name, secret: token.secret, permissions: granted });
  }
}

/**
 * What an account on the disk lacks because an older version of this program began it: series, a warehouse, a catalogue,
 * a funnel and users, and the book of what it has bought and paid. Nothing that is there is changed in meaning.
 */
export function catchUp(account: Account, seed: SeedAccount | undefined): void {
  const { store } = account;
  if (!account.facts || store.in(numberingSeries).size > 0 || store.in(warehouses).size > 0) return;
  store.transact((write) => {
    const call = quietCall(account, write);
    for (const purchase of write.in(purchases).all()) {
      const paid = write.in(payments).by("document_id", purchase.id);
      write.put(purchases, { ...purchase, paid: paid.reduce((sum, one) => sum.plus(one.amount), zero).toFixed(2) });
    }
    if (write.in(users).size === 0) sowCrm(write, emptyCrm, seededAt);
    bookSown(call);
    // Not its sales and movements: who they were made for may be gone by now.
    const { sales: _, movements: __, ...trade } = seed?.trade ?? {};
    sowTrade(call, trade);
  }, seededAt);
}

function sowPurchase(call: Call, seed: SeedPurchase): void {
  const { write } = call;
  const id = write.newId();
  const contact = write
    .in(contacts)
    .all()
    .find((one) => one.name === seed.contact);
  const document = documentFrom(call, id, "purchase", {
    contact_id: contact?.id ?? "",
    number: seed.number,
    date: seed.date,
    due_date: seed.due_date,
    ...(seed.tags ? { tags: seed.tags } : {}),
    items: seed.items.map(({ account: number, ...item }) => ({
      ...item,
      account: number === undefined ? null : (accountByNumber(write, number)?.id ?? null),
    })),
  });
  const approved = seed.state !== "draft";
  const isPaid = seed.state === "paid";
  write.put(purchases, {
    ...document,
    draft: !approved,
    approved_at: approved ? `${seed.date}T09:30:00` : null,
    paid: isPaid ? document.total : "0.00",
  });
  if (!isPaid) return;
  write.put(payments, {
    id: write.newId(),
    type: "payment",
    document_id: id,
    document_type: "purchase",
    bank_account_id: write.in(treasuryAccounts).all()[0]?.id ?? null,
    contact_id: document.contact_id,
    amount: document.total,
    date: seed.due_date,
    description: null,
  });
}

/** The circumstances of a call nobody made: no lock, no warnings to tell. */
function quietCall(account: Account, write: Transaction): Call {
  return {
    account,
    switches: { ...account.switches, locked_until: null },
    params: {},
    query: {},
    body: undefined,
    file: null,
    now: seededAt,
    read: write,
    write,
    numbers: { documents: numberWriter(false), treasury: numberWriter(false) },
    warn: (message) => {
      throw new Error(`the seed of ${account.key} is wrong: ${message}`);
    },
  };
}
