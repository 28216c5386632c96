import type { CollectionDefinition } from "../collection";
import { bodyOf, done, type Answer, type Call } from "../handler";
import { Problem, unprocessable } from "../problem";
import type { HoldedDocument } from "./documents-model";

type Mail = {
  readonly emails: readonly string[];
  readonly subject?: string | null;
  readonly message?: string | null;
  readonly mail_template_id?: string | null;
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
};

/** A message that a live account would have sent. Nothing leaves this machine: tests look at these through the control plane. */
type SentMail = Required<Mail> & {
  readonly id: string;
  readonly document_id: string;
  readonly document_type: HoldedDocument["type"];
  readonly sent_at: string;
};

const sentMails: CollectionDefinition<SentMail> = { name: "sent-mails", indexes: { document_id: (mail) => mail.document_id } };

/** @throws Problem 400 without an address, 422 for a wrong one or a draft */
export function sendDocument(call: Call, document: HoldedDocument): Answer {
  const { emails, subject, message, mail_template_id, cc = [], bcc = [] } = bodyOf<Mail>(call);
  if (emails.length === 0) throw new Problem(400, "emails: at least one address is required");
  const wrong = [...emails, ...cc, ...bcc].find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
  if (wrong !== undefined) throw unprocessable(`emails: "${wrong}" is not an e-mail address`);
  if (document.draft && document.type !== "estimate") throw unprocessable("A draft cannot be sent");
  call.write.put(sentMails, {
    id: call.write.newId(),
    document_id: document.id,
    document_type: document.type,
    sent_at: call.now.toISOString(),
    emails,
    subject: subject ?? null,
    message: message ?? null,
    mail_template_id: mail_template_id ?? null,
    cc,
    bcc,
  });
  return done;
}
