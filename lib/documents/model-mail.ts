/** What a mail says of itself. Untrusted: anybody can write any of it. */
export type MailHead = {
  readonly fromName: string | null;
  readonly fromAddress: string | null;
  readonly subject: string | null;
  /** ISO instant; null when there is none that can be understood. */
  readonly date: string | null;
  readonly messageId: string | null;
};

/** Why something in a mail is not looked at as an invoice. */
export const leftReasons = [
  "decoration",
  "repeated",
  "same_invoice",
  "contact",
  "calendar",
  "signature",
  "archive",
  "outlook",
  "other_xml",
  "empty",
  "too_deep",
  "too_long",
  "unsupported",
] as const;
export type LeftReason = (typeof leftReasons)[number];

/** Something in a mail that is no invoice by its form: named, so that nothing is lost in silence. */
export type LeftPart = { readonly fileName: string; readonly why: LeftReason };

/**
 * A file in a mail that may be an invoice; `head` is that of the message it came in, the inner one of a forwarded chain,
 * with the sender that a text that was passed on names.
 */
export type MailPart = { readonly fileName: string; readonly bytes: Uint8Array; readonly head: MailHead };

export type OpenedMail = {
  readonly head: MailHead;
  readonly parts: readonly MailPart[];
  /** Texts of the messages themselves as drawn pages (PDF), the outermost first: the invoice may stand there. */
  readonly bodies: readonly MailPart[];
  /** The same texts as they were written, line by line, the outermost first; "" where a message has none. */
  readonly texts: readonly string[];
  readonly left: readonly LeftPart[];
};
