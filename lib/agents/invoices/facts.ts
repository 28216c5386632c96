import type { Reason } from "@/lib/kernel/evidence";
import type { SupplierProfile } from "./memory/profile";

/** A contact of the account that may be the supplier: found by tax id, by name, or chosen by a person. */
export type KnownContact = {
  readonly id: string;
  readonly name: string;
  readonly tradeName: string | null;
  /** Normalised like the payload's: no separators, no prefix ES. */
  readonly taxId: string | null;
  readonly iban: string | null;
  readonly expenseAccountId: string | null;
  /** Of its e-mail and web addresses; providers for everybody are not among them. */
  readonly domains: readonly string[];
};

/** A tax of the account; `rate` is per cent and negative for a withholding, `scope` and `group` as Holded names them. */
export type KnownTax = {
  readonly key: string;
  readonly name: string;
  readonly rate: string | null;
  readonly scope: string | null;
  readonly group: string | null;
};

export type KnownAccount = { readonly id: string; readonly name: string; readonly number: string | null };

/** A purchase that stands in Holded and shares number, or supplier, date and total with the invoice. */
export type KnownPurchase = {
  readonly id: string;
  readonly number: string | null;
  readonly contactId: string | null;
  readonly contactName: string | null;
  /** YYYY-MM-DD */
  readonly date: string | null;
  /** "121.00" */
  readonly total: string;
};

/** How a purchase of the supplier stands booked in Holded. */
export type BookedPurchase = {
  /** Without references of ours. */
  readonly tags: readonly string[];
  readonly projectId: string | null;
  readonly lines: readonly { readonly name: string; readonly account: string | null }[];
};

/** Who else has an account number: other suppliers, or the company itself. */
export type IbanOwners = { readonly others: readonly string[]; readonly isOwn: boolean };

/** What the mail that brought the file says of its sender. Anybody can write anything there. */
export type SenderMail = {
  readonly fromDomain: string;
  readonly fromName: string | null;
  readonly subject: string | null;
  readonly date: string | null;
};

/** Another proposal that is alive and shares the file, the number, or date and total with the invoice. */
export type KnownProposal = {
  readonly id: string;
  readonly state: string;
  readonly fileName: string | null;
  readonly isSameFile: boolean;
  /** It stands in the same file, on other pages of it. */
  readonly isSibling?: boolean;
  /** It was there first: of two that are the same, the later one is the duplicate. */
  readonly isOlder: boolean;
  readonly number: string | null;
  readonly supplierTaxId: string | null;
  readonly supplierContactId: string | null;
  readonly supplierName: string | null;
  readonly issueDate: string | null;
  readonly total: string | null;
};

/** An open proposal of another file that came in the same mail, or from the same person within minutes. */
export type Companion = {
  readonly id: string;
  readonly fileName: string | null;
  readonly number: string | null;
  readonly supplierTaxId: string | null;
  readonly netTotal: string | null;
  readonly total: string | null;
  /** Nets of its lines. */
  readonly lines: readonly string[];
  /** What its pages say of a rest: see `split/page-marks`. */
  readonly marks: readonly Reason[];
};

/**
 * What the company already knows, as far as it may concern one invoice. Loaded by `store.ts` for the payload at hand,
 * again after every edit; compared by pure functions. The headless reader has none of it.
 */
export type InvoiceFacts = {
  readonly company: { readonly name: string; readonly taxId: string };
  /** YYYY-MM-DD in Madrid. */
  readonly today: string;
  readonly contacts: readonly KnownContact[];
  readonly taxes: readonly KnownTax[];
  readonly accounts: readonly KnownAccount[];
  readonly purchases: readonly KnownPurchase[];
  readonly proposals: readonly KnownProposal[];
  /** Holded id of the expense account for lines that name none; null: Holded decides. */
  readonly defaultAccountId: string | null;
  /** Approval in the console also approves the purchase in Holded. */
  readonly approveInHolded: boolean;
  /** What people taught about the supplier; null: nothing, or they had it forgotten. */
  readonly profile: SupplierProfile | null;
  /** Purchases of the supplier as Holded has them, the newest first. */
  readonly booked: readonly BookedPurchase[];
  readonly ibanOwners: IbanOwners;
  /** Last day whose books are closed, YYYY-MM-DD; null or absent: nobody said one. */
  readonly closedThrough?: string | null;
  /** Latest date on which Holded refused a purchase because its period is locked there. */
  readonly refusedThrough?: string | null;
  /** Absent: nothing came together with it. */
  readonly companions?: readonly Companion[];
  /** Absent: it did not come by mail. */
  readonly mail?: SenderMail;
};
