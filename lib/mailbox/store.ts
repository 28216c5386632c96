import "server-only";
import { security, type LeftMail, type Security } from "@/lib/mailbox/model";
import { jsonNull } from "@/lib/platform/db/json";
import type { CompanyScope, ScopeKey, Tx } from "@/lib/platform/db/scope";
import type { Sealed } from "@/lib/platform/vault";
import { environment } from "@/lib/review/model";
import { cleanText } from "@/lib/review/storable";

export type StoredMailbox = {
  readonly mailboxId: string;
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string;
  readonly password: Sealed;
  readonly folder: string;
  readonly isOn: boolean;
  readonly takeSince: Date | null;
  readonly uidValidity: bigint | null;
  readonly lastUid: bigint;
  readonly lookedAt: Date | null;
  readonly failure: unknown;
};

export async function findMailbox(tx: Tx, scope: CompanyScope): Promise<StoredMailbox | null> {
  const row = await tx.mailbox.findUnique({ where: { companyId_environment: keyOf(scope) } });
  if (!row) return null;
  const { passwordCipher, passwordKeyVersion, userName, security: spoken, ...rest } = row;
  const password = { cipher: new Uint8Array(passwordCipher), keyVersion: passwordKeyVersion };
  return { ...rest, user: userName, security: security.parse(spoken), password };
}

type NewMailbox = Pick<StoredMailbox, "mailboxId" | "host" | "port" | "security" | "user" | "password" | "folder" | "takeSince">;

/** Puts a mailbox in the place of the one before. What was met of another one no longer counts. */
export async function saveMailbox(tx: Tx, scope: CompanyScope, box: NewMailbox, isSame: boolean): Promise<void> {
  const { password, user, ...columns } = box;
  const data = { ...columns, userName: user, passwordCipher: password.cipher, passwordKeyVersion: password.keyVersion, isOn: true, failure: jsonNull }; // prettier-ignore
  await tx.mailbox.upsert({
    where: { companyId_environment: keyOf(scope) },
    create: { ...keyOf(scope), ...data },
    update: { ...data, savedAt: new Date(), ...(isSame ? {} : { uidValidity: null, lastUid: 0, lookedAt: null }) },
    select: { mailboxId: true },
  });
}

export async function switchMailbox(tx: Tx, scope: CompanyScope, isOn: boolean): Promise<boolean> {
  const { count } = await tx.mailbox.updateMany({ where: keyOf(scope), data: { isOn, ...(isOn ? { failure: jsonNull } : {}) } });
  return count > 0;
}

export async function removeMailbox(tx: Tx, scope: CompanyScope): Promise<boolean> {
  return (await tx.mailbox.deleteMany({ where: keyOf(scope) })).count > 0;
}

/** How a look ended; nothing when the mailbox is another one by now. */
export async function recordLook(
  tx: Tx,
  scope: CompanyScope,
  {
    mailboxId,
    at,
    failure,
  }: { readonly mailboxId: string; readonly at: Date; readonly failure: { readonly code: string; readonly detail?: object } | null },
): Promise<void> {
  await tx.mailbox.updateMany({
    where: { ...keyOf(scope), mailboxId },
    data: { lookedAt: at, failure: failure ? { ...failure } : jsonNull },
  });
}

export type Place = { readonly mailboxId: string; readonly uidValidity: bigint; readonly uid: bigint };

/**
 * Moves the mark behind a message, under the lock of the mailbox. False: the mailbox is another one by now, or switched
 * off, and whatever was about to be taken must not be.
 */
export async function moveMark(tx: Tx, scope: CompanyScope, { mailboxId, uidValidity, uid }: Place): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE mailbox SET last_uid = CASE WHEN uid_validity = ${uidValidity} THEN greatest(last_uid, ${uid}) ELSE ${uid} END, uid_validity = ${uidValidity}
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND mailbox_id = ${mailboxId}::uuid AND is_on`;
  return moved > 0;
}

export type MetMessage = Place & {
  readonly messageId: string | null;
  readonly sha256: string | null;
  readonly bodySha256: string | null;
  /** `not_given`: the server says no to it, every time. */
  readonly outcome: "taken" | "repeated" | "too_large" | "not_given";
  readonly subject: string | null;
  readonly fromAddress: string | null;
  readonly documentId: string | null;
};

/** False: this message was met before, perhaps a moment ago by another worker. */
export async function insertMet(tx: Tx, scope: CompanyScope, met: MetMessage): Promise<boolean> {
  const { subject, fromAddress, messageId, ...rest } = met;
  const clean = (text: string | null, most: number) => (text === null ? null : cleanText(text).slice(0, most).toWellFormed());
  const data = {
    ...keyOf(scope),
    ...rest,
    messageId: clean(messageId, 400),
    subject: clean(subject, 300),
    fromAddress: clean(fromAddress, 254),
  };
  const { count } = await tx.mailboxMessage.createMany({ data: [data], skipDuplicates: true });
  return count > 0;
}

/** Whether the same mail was taken from a mailbox before: the same bytes, or the same id with the same content under another header. */
export async function wasTaken(
  tx: Tx,
  scope: CompanyScope,
  { sha256, bodySha256, messageId }: { readonly sha256: string; readonly bodySha256: string; readonly messageId: string | null },
): Promise<boolean> {
  const found = await tx.mailboxMessage.findFirst({
    where: { ...keyOf(scope), outcome: "taken", OR: [{ sha256 }, ...(messageId === null ? [] : [{ messageId, bodySha256 }])] },
    select: { uid: true },
  });
  return found !== null;
}

export function countTaken(tx: Tx, scope: CompanyScope, mailboxId: string): Promise<number> {
  return tx.mailboxMessage.count({ where: { ...keyOf(scope), mailboxId, outcome: "taken" } });
}

export async function lastLeft(tx: Tx, scope: CompanyScope, mailboxId: string): Promise<readonly LeftMail[]> {
  const rows = await tx.mailboxMessage.findMany({
    where: { ...keyOf(scope), mailboxId, outcome: { in: ["too_large", "not_given"] } },
    orderBy: { createdAt: "desc" },
    take: 5,
    select: { subject: true, fromAddress: true, createdAt: true },
  });
  return rows.map(({ subject, fromAddress, createdAt }) => ({ subject, from: fromAddress, at: createdAt.toISOString() }));
}

/** Whose mailboxes may have to be looked into: in the scope of the system, which sees companies and nothing inside them. */
export async function everyScope(tx: Tx): Promise<readonly ScopeKey[]> {
  const rows = await tx.company.findMany({ select: { id: true } });
  return rows.flatMap(({ id }) => environment.options.map((where) => ({ companyId: id, environment: where })));
}

export async function isMailboxOn(tx: Tx, scope: CompanyScope): Promise<boolean> {
  return (await tx.mailbox.count({ where: { ...keyOf(scope), isOn: true } })) > 0;
}

const keyOf = ({ companyId, environment: where }: CompanyScope) => ({ companyId, environment: where });
