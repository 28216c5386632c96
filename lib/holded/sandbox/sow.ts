import type { Account } from "./account";
import type { CollectionDefinition, Stored } from "./collection";
import { permissions } from "./contract";
import type { Call } from "./handler";
import { numberWriter } from "./numbers";
import { ledgerAccounts } from "./resources/accounting";
import { contactOf, contacts } from "./resources/contacts";
import { documentFrom } from "./resources/documents";
import { payments } from "./resources/payments-model";
import { purchases } from "./resources/purchases";
import { taxes } from "./resources/taxes";
import { treasuryAccounts } from "./resources/treasury";
import { emptyCrm } from "./seed-crm";
import { seededAt, type SeedAccount, type SeedPurchase } from "./seed-data";
import { sowCrm } from "./sow-crm";
import type { Transaction } from "./store";

/** Puts the first data into an empty account. */
export function sow(account: Account, seed: SeedAccount): void {
  account.create(seed.name, seed.taxId);
  account.store.transact((write) => {
    const each = <S, T extends Stored>(definition: CollectionDefinition<T>, rows: readonly S[], make: (id: string, row: S) => T): void => {
      for (const row of rows) write.put(definition, make(write.newId(), row));
    };
    each(taxes, seed.taxes, (id, tax) => ({ id, ...tax }));
    each(ledgerAccounts, seed.accounts, (id, line) => ({
      id,
      ...line,
      description: null,
      color: null,
      archived: false,
      non_deductible: false,
    }));
    each(treasuryAccounts, seed.treasury, (id, one) => ({
      id,
      ...one,
      currency: "EUR",
      account_number: null,
      creditor_id: null,
      issuer_id: null,
      archived: false,
      synced_at: seededAt.toISOString().replace(".000Z", "+00:00"),
    }));
    each(contacts, seed.contacts, (id, contact) => contactOf(id, seededAt, contact));
    sowCrm(write, seed.crm ?? emptyCrm, seededAt);
    for (const purchase of seed.purchases) sowPurchase(account, write, purchase);
  }, seededAt);
  for (const token of seed.tokens) {
    const granted = token.access === "full" ? permissions : permissions.filter((one) => one.endsWith(".read"));
    account.addToken({ name: token.name, secret: token.secret, permissions: granted });
  }
}

function sowPurchase(account: Account, write: Transaction, seed: SeedPurchase): void {
  const id = write.newId();
  const contact = write
    .in(contacts)
    .all()
    .find((one) => one.name === seed.contact);
  const document = documentFrom(quietCall(account, write), id, "purchase", {
    contact_id: contact?.id ?? "",
    number: seed.number,
    date: seed.date,
    due_date: seed.due_date,
    ...(seed.tags ? { tags: seed.tags } : {}),
    items: seed.items.map(({ account: number, ...item }) => ({
      ...item,
      account:
        write
          .in(ledgerAccounts)
          .all()
          .find((one) => one.number === number)?.id ?? null,
    })),
  });
  const approved = seed.state !== "draft";
  write.put(purchases, { ...document, draft: !approved, approved_at: approved ? `${seed.date}T09:30:00` : null });
  if (seed.state !== "paid") return;
  write.put(payments, {
    id: write.newId(),
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
