import type { Address, Email } from "postal-mime";
import { mendControls } from "@/lib/documents/mail/windows-1252";
import type { MailHead } from "@/lib/documents/model-mail";

const most = { name: 200, address: 254, subject: 300, messageId: 400 };

/** Who a mail says it is from, about what and when; each cut to what a screen can show. */
export function mailHead({
  from,
  sender,
  subject,
  date,
  messageId,
}: Pick<Email, "from" | "sender" | "subject" | "date" | "messageId">): MailHead {
  const { name, address } = firstOf(from ?? sender);
  return {
    fromName: textOf(name, most.name),
    fromAddress: textOf(address, most.address)?.toLowerCase() ?? null,
    subject: textOf(subject, most.subject),
    date: date !== undefined && /^\d{4}-\d{2}-\d{2}T/u.test(date) ? date : null,
    messageId: textOf(messageId, most.messageId),
  };
}

function firstOf(address: Address | undefined): { readonly name?: string; readonly address?: string } {
  if (!address) return {};
  return address.address === undefined ? { name: address.name, ...(address.group[0] && { address: address.group[0].address }) } : address;
}

/** One line without marks that no eye sees. */
function textOf(text: string | undefined, limit: number): string | null {
  const clean = mendControls(text ?? "")
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, limit)
    .toWellFormed();
  return clean === "" ? null : clean;
}
