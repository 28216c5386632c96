import { z } from "zod";

/** `tls` speaks TLS from the first byte (993); `starttls` asks for it before anything else is said (143). Nothing goes in clear. */
export const security = z.enum(["tls", "starttls"]);
export type Security = z.infer<typeof security>;
export const portOf: Readonly<Record<Security, number>> = { tls: 993, starttls: 143 };

const line = (most: number) => z.string().trim().min(1).max(most).regex(/^[^\p{Cc}]+$/u); // prettier-ignore

/** Where a mailbox is and how one gets in. */
const mailboxAddress = z.strictObject({
  host: z.string().trim().toLowerCase().min(1).max(253),
  security,
  /** Only on this machine: elsewhere the port follows from `security`. */
  port: z.int().min(1).max(65_535).optional(),
  user: line(254),
  /** Empty: the one that is kept. */
  password: z.string().max(1000).regex(/^[^\r\n\0]*$/u), // prettier-ignore
  folder: line(500),
});
export type MailboxAddress = z.infer<typeof mailboxAddress>;

export const mailboxSetup = mailboxAddress.extend({
  /** Also the mails that are in the folder already. */
  takesOld: z.boolean(),
});
export type MailboxSetup = z.infer<typeof mailboxSetup>;

/** What a trial of a mailbox found. */
export type MailboxTrial = { readonly messages: number };

/** A mailbox as a page shows it; the password never leaves. Times are ISO instants. */
export type MailboxView = {
  readonly host: string;
  readonly security: Security;
  readonly user: string;
  readonly folder: string;
  readonly isOn: boolean;
  readonly takesOld: boolean;
  readonly lookedAt: string | null;
  readonly failure: { readonly code: string; readonly detail?: Readonly<Record<string, string | number>> } | null;
  readonly taken: number;
  /** The last mails that were too large or that the server did not give, the newest first. */
  readonly left: readonly LeftMail[];
};

export type LeftMail = {
  readonly subject: string | null;
  readonly from: string | null;
  readonly at: string;
};
