import "server-only";
import type { FetchMessageObject, FetchQueryObject } from "imapflow";
import { blobStore } from "@/lib/documents/blob-store";
import { describeUpload, registerUpload } from "@/lib/inbox/register-upload";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { sha256 } from "@/lib/kernel/hash";
import { refuse, type Failure, type Result } from "@/lib/kernel/result";
import { ours, withFolder, type OpenFolder, type Reach } from "@/lib/mailbox/connect";
import { accessTo } from "@/lib/mailbox/setup";
import {
  findMailbox,
  insertMet,
  moveMark,
  recordLook,
  wasTaken,
  type MetMessage,
  type Place,
  type StoredMailbox,
} from "@/lib/mailbox/store";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { refuseUnlessAgentWorks } from "@/lib/review/agents";

type Options = { readonly clock?: Clock; readonly mayGoOn?: () => boolean; readonly reach?: Reach };
type Looked = { readonly taken: number; readonly hasMore: boolean };

/** Messages in one look: the next one goes on where it ended. */
const mostInOneLook = 50;
/** A little less than its job may take: how it went is still written down. */
const longestLookMs = 840_000;
const system = { kind: "system" } as const;

/**
 * Takes every mail that is new in the folder, in the order of its numbers, each in one transaction with the mark that
 * says so: a worker that dies in between has taken it or has not. Numbers count only under the validity that the server
 * names with them; when that changes, what was taken is known by its bytes, or by id and content. Nothing in the mailbox
 * changes. How it went stands on the mailbox.
 */
export async function lookIntoMailbox(scope: CompanyScope, options: Options = {}): Promise<Result<Looked>> {
  const { clock = systemClock, mayGoOn = () => true, reach } = options;
  const box = await scope.read((tx) => findMailbox(tx, scope));
  if (!box?.isOn) return refuse("mailbox.none");
  const works = await scope.read((tx) => refuseUnlessAgentWorks(tx, scope, "invoice"));
  const looked = works.ok
    ? await withFolder(accessTo(scope, box, reach), (folder) => takeNew(scope, box, folder, mayGoOn), longestLookMs)
    : works;
  const failure = looked.ok ? null : plain(looked.error);
  await scope.write((tx) => recordLook(tx, scope, { mailboxId: box.mailboxId, at: clock(), failure }));
  return looked;
}

const plain = ({ code, detail }: Failure) => ({ code, ...(detail && { detail: { ...detail } }) });

async function takeNew(scope: CompanyScope, box: StoredMailbox, folder: OpenFolder, mayGoOn: () => boolean): Promise<Looked> {
  const { uidValidity } = folder;
  const mark = box.uidValidity === uidValidity ? box.lastUid : 0n;
  const { uids, isLast } = await newUids(folder, mark, box.takeSince);
  let taken = 0;
  for (const uid of uids.slice(0, mostInOneLook)) {
    if (!mayGoOn()) return { taken, hasMore: false };
    const place = { mailboxId: box.mailboxId, uidValidity, uid: BigInt(uid) };
    const went = await takeOne(scope, folder, place, box.takeSince);
    // It is hung up on, and the next look begins behind this one.
    if (went === "flooded") return { taken, hasMore: true };
    // Somebody changed the mailbox or switched it off meanwhile.
    if (went === "stop") return { taken, hasMore: false };
    if (went === "taken") taken += 1;
  }
  return { taken, hasMore: !isLast || uids.length > mostInOneLook };
}

/** Numbers in the first stretch; each further one is twice as long, so that a few reach the end of any mailbox. */
const firstStretch = 5_000;
const mostOfNumbers = 4 * 1024 * 1024;
const mostAboutOne = 2 * 1024 * 1024;

/**
 * The next numbers behind the mark, stretch by stretch: the answer never holds a whole mailbox. A range without end always
 * names the last message, whatever its number.
 */
async function newUids(
  { client, allow }: OpenFolder,
  mark: bigint,
  since: Date | null,
): Promise<{ readonly uids: readonly number[]; readonly isLast: boolean }> {
  const dayBefore = since && new Date(since.getTime() - 86_400_000);
  const next = (client.mailbox && client.mailbox.uidNext) || 0;
  for (let first = Number(mark) + 1, length = firstStretch; ; first += length, length *= 2) {
    const isLast = first + length >= next;
    allow(mostOfNumbers);
    const range = `${first}:${isLast ? "*" : first + length - 1}`;
    const found = await client.search({ uid: range, ...(dayBefore ? { since: dayBefore } : {}) }, { uid: true });
    // No answer is not the answer that there is nothing.
    if (!found) throw new Error("the search was not answered");
    const uids = found.filter((uid) => uid >= first).sort((a, b) => a - b);
    if (uids.length > 0 || isLast) return { uids, isLast };
  }
}

/** `flooded`: the server sent more than this message may hold, and was hung up on. */
type Went = "taken" | "left" | "stop" | "flooded";

async function takeOne(scope: CompanyScope, folder: OpenFolder, place: Place, since: Date | null): Promise<Went> {
  const uid = String(place.uid);
  const about = await messageOf(folder, uid, { uid: true, size: true, internalDate: true, envelope: true });
  const none = { sha256: null, bodySha256: null, documentId: null };
  const nobody = { ...place, ...none, messageId: null, subject: null, fromAddress: null };
  // A person has to see to it, and those behind it must not wait.
  if (about === "refused") return leave(scope, { ...nobody, outcome: "not_given" });
  if (about === "flooded") return passFlood(scope, { ...nobody, outcome: "too_large" });
  // A server that does not say when it came has it taken rather than lost.
  const arrived = about === "gone" || !about.internalDate ? null : new Date(about.internalDate);
  // Gone meanwhile, or older than the mailbox is looked into: no message of ours.
  if (about === "gone" || (since !== null && arrived !== null && arrived < since)) return passBy(scope, place);
  const said = {
    messageId: about.envelope?.messageId ?? null,
    subject: about.envelope?.subject ?? null,
    fromAddress: about.envelope?.from?.[0]?.address ?? null,
  };
  const tooLarge = { ...place, ...said, ...none, outcome: "too_large" } as const;
  if ((about.size ?? 0) > folder.mostBytes) return leave(scope, tooLarge);
  // What it announced may not be what it sends.
  const fetched = await messageOf(folder, uid, { uid: true, source: { start: 0, maxLength: folder.mostBytes + 1 } });
  if (fetched === "gone") return passBy(scope, place);
  if (fetched === "flooded") return passFlood(scope, tooLarge);
  if (fetched !== "refused" && (fetched.source?.length ?? 0) > folder.mostBytes) return leave(scope, tooLarge);
  if (fetched === "refused" || !fetched.source) return leave(scope, { ...place, ...said, ...none, outcome: "not_given" });
  return take(scope, place, said, new Uint8Array(fetched.source));
}

/**
 * One message by its number. A server tells in between what changed in others, and of this one what nobody asked for:
 * the answer is the one with what was asked. `refused`: the server says no to it and names no reason that passes;
 * `flooded`: it said so much that it was hung up on.
 */
async function messageOf(
  { client, allow, mostBytes, isFlooding }: OpenFolder,
  uid: string,
  query: FetchQueryObject,
): Promise<FetchMessageObject | "gone" | "refused" | "flooded"> {
  let found: FetchMessageObject | "gone" = "gone";
  allow(query.source ? mostBytes + mostAboutOne : mostAboutOne);
  try {
    for await (const one of client.fetch(uid, query, { uid: true })) {
      const isAnswer = query.source ? one.source !== undefined : one.envelope !== undefined;
      if (String(one.uid) === uid && (found === "gone" || isAnswer)) found = one;
    }
    return found;
  } catch (error) {
    if (isLastingNo(error)) return "refused";
    if (isFlooding()) return "flooded";
    throw error;
  }
}

const passing = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "THROTTLED", "OVERQUOTA"]);

function isLastingNo(error: unknown): boolean {
  const { responseStatus, serverResponseCode } = error as { readonly responseStatus?: unknown; readonly serverResponseCode?: unknown };
  return responseStatus === "NO" && !(typeof serverResponseCode === "string" && passing.has(serverResponseCode));
}

type Said = Pick<MetMessage, "messageId" | "subject" | "fromAddress">;

async function take(scope: CompanyScope, place: Place, said: Said, bytes: Uint8Array): Promise<Went> {
  const hashes = { sha256: sha256(bytes), bodySha256: sha256(bodyOf(bytes)) };
  const file = describeUpload(scope, system, { fileName: `${said.subject?.trim().slice(0, 150) || "correo"}.eml`, bytes, source: "email" });
  // A mail is a mail by where it came from, however its first bytes look.
  const mail = { ...file, mediaType: "message/rfc822" };
  // After a change of numbers every mail comes again: what is known leaves no second file.
  const isKnown = await ours(scope.read((tx) => wasTaken(tx, scope, { ...hashes, messageId: said.messageId })));
  if (!isKnown) await ours(blobStore().put(mail.blobKey, bytes));
  return ours(
    scope.write(async (tx) => {
      if (!(await moveMark(tx, scope, place))) return "stop";
      const isRepeated = isKnown || (await wasTaken(tx, scope, { ...hashes, messageId: said.messageId }));
      const met = {
        ...place,
        ...said,
        ...hashes,
        outcome: isRepeated ? ("repeated" as const) : ("taken" as const),
        documentId: isRepeated ? null : mail.documentId,
      };
      if (!(await insertMet(tx, scope, met)) || isRepeated) return "left";
      await registerUpload(tx, scope, system, mail);
      return "taken";
    }),
  );
}

/** What cannot be taken is written down, so that a person sees it. */
function leave(scope: CompanyScope, met: MetMessage): Promise<Went> {
  return ours(
    scope.write(async (tx) => {
      if (!(await moveMark(tx, scope, met))) return "stop";
      if (await insertMet(tx, scope, met))
        await audit(tx, scope, system, "mailbox.message_left", `mailbox:${met.mailboxId}`, { uid: String(met.uid), why: met.outcome });
      return "left";
    }),
  );
}

async function passFlood(scope: CompanyScope, met: MetMessage): Promise<Went> {
  return (await leave(scope, met)) === "stop" ? "stop" : "flooded";
}

function passBy(scope: CompanyScope, place: Place): Promise<Went> {
  return ours(scope.write(async (tx) => ((await moveMark(tx, scope, place)) ? "left" : "stop")));
}

/** What follows the header: servers write into headers when mails move. */
function bodyOf(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = [buffer.indexOf("\r\n\r\n"), buffer.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length === 0 ? bytes : bytes.subarray(Math.min(...ends));
}
