import "server-only";
import { ImapFlow } from "imapflow";
import { fail, ok, refuse, type FailureCode, type Result } from "@/lib/kernel/result";
import { mailHost } from "@/lib/mailbox/mail-host";
import type { Security } from "@/lib/mailbox/model";

/** For tests: a further authority for certificates (PEM), how long a silent server and any server is waited for, and what a mail may hold. */
export type Reach = { readonly trust?: string; readonly patienceMs?: number; readonly longestMs?: number; readonly mostBytes?: number };

/** What a mailbox is opened with. */
export type MailboxAccess = Reach & {
  readonly host: string;
  readonly security: Security;
  readonly port?: number;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
};

export type OpenFolder = {
  readonly client: ImapFlow;
  readonly uidValidity: bigint;
  readonly messages: number;
  /** Larger messages are not taken. */
  readonly mostBytes: number;
  /** How much the server may say from now on before it is hung up on. */
  readonly allow: (bytes: number) => void;
  /** It was hung up on, because it said more than it was allowed to or than any answer holds. */
  readonly isFlooding: () => boolean;
};

const maxMessageBytes = 50 * 1024 * 1024;
/** A greeting, the folders, an envelope. */
const fewBytes = 2 * 1024 * 1024;
const mega = 1024 * 1024;
/** For a trial: a server that says a little every now and then is never silent, and must not hold anybody for ever. */
const trialMs = 60_000;
const patience = { connectionTimeout: 15_000, greetingTimeout: 10_000, socketTimeout: 45_000 } as const;

/**
 * Opens the folder for reading only, does the work and leaves. Nothing in the mailbox changes, not even whether a mail was
 * seen. Whatever the server does, it is over after `longestMs`. What goes wrong with the server, in the work too, becomes a refusal: `mailbox.address_not_allowed`,
 * `.unknown_host`, `.unreachable`, `.certificate`, `.no_encryption`, `.login_refused`, `.folder_missing` with the folders
 * that there are, `.interrupted`.
 */
export async function withFolder<T>(
  access: MailboxAccess,
  work: (folder: OpenFolder) => Promise<T>,
  longestMs = trialMs,
): Promise<Result<T>> {
  const host = await mailHost(access.host, access.security, access.port);
  if (!host.ok) return host;
  const mostBytes = access.mostBytes ?? maxMessageBytes;
  const client = new ImapFlow({
    host: host.value.address,
    servername: host.value.name,
    port: host.value.port,
    ...(access.security === "tls" ? { secure: true } : { secure: false, doSTARTTLS: true }),
    auth: { user: access.user, pass: access.password },
    tls: { minVersion: "TLSv1.2", ...(access.trust === undefined ? {} : { ca: access.trust }) },
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    maxLiteralSize: mostBytes + 1,
    maxLineLength: mega,
    maxResponseSize: mostBytes + 2 * mega,
    ...patience,
    ...(access.patienceMs === undefined ? {} : { socketTimeout: access.patienceMs }),
  });
  // Without a listener a broken connection would end the process; the command that waits is told as well.
  let isFlooding = false;
  client.on("error", (error: unknown) => (isFlooding ||= isTooMuch(error)));
  let allowed = fewBytes;
  const watch = setInterval(() => {
    if (client.stats().received <= allowed) return;
    isFlooding = true;
    client.close();
  }, 25);
  const folder = { client, mostBytes, allow: (bytes: number) => (allowed = client.stats().received + bytes), isFlooding: () => isFlooding };
  const end = setTimeout(() => client.close(), access.longestMs ?? longestMs);
  let isIn = false;
  try {
    await client.connect();
    isIn = true;
    return await inFolder(folder, access.folder, work);
  } catch (error) {
    if (error instanceof OwnFault) throw error.cause;
    const code = failureOf(error, isIn);
    return fail({ code, retry: code === "mailbox.login_refused" ? "never" : "later" });
  } finally {
    clearTimeout(end);
    clearInterval(watch);
    // No farewell: a server that hangs would hold us up, and nothing was begun that has to be ended.
    client.close();
  }
}

type Connected = Omit<OpenFolder, "uidValidity" | "messages">;

async function inFolder<T>(connected: Connected, name: string, work: (folder: OpenFolder) => Promise<T>): Promise<Result<T>> {
  const { client, allow } = connected;
  try {
    await client.mailboxOpen(name, { readOnly: true });
  } catch (error) {
    // The server said no to this folder, and to nothing else.
    if (detailOf(error).responseStatus !== "NO") throw error;
    allow(fewBytes);
    const folders = (await client.list()).filter(({ flags }) => !flags.has("\\Noselect")).map(({ path }) => path);
    return refuse("mailbox.folder_missing", { folders: folders.slice(0, 40).join("\n").slice(0, 2000) });
  }
  const opened = client.mailbox;
  if (!opened) return refuse("mailbox.interrupted");
  return ok(await work({ ...connected, uidValidity: opened.uidValidity, messages: opened.exists }));
}

/** A fault of our own during the work with a folder: no trouble of the server, whatever it looks like. */
class OwnFault extends Error {}

/** Marks what is ours in the work with a folder, such as the database. */
export async function ours<T>(part: Promise<T>): Promise<T> {
  try {
    return await part;
  } catch (cause) {
    throw new OwnFault("during the work with a mailbox", { cause });
  }
}

type Detail = {
  readonly code?: unknown;
  readonly responseStatus?: unknown;
  readonly authenticationFailed?: unknown;
  readonly tlsFailed?: unknown;
};
const detailOf = (error: unknown): Detail => (typeof error === "object" && error !== null ? error : {});

/** More than one answer may hold. */
function isTooMuch(error: unknown): boolean {
  const { code } = detailOf(error);
  return code === "LiteralTooLarge" || code === "ResponseTooLarge" || code === "LineTooLarge";
}

/** Told by codes and marks, never by words. */
function failureOf(error: unknown, isIn: boolean): FailureCode {
  const { code, authenticationFailed, tlsFailed } = detailOf(error);
  if (authenticationFailed === true) return "mailbox.login_refused";
  if (typeof code === "string" && certificateCodes.test(code)) return "mailbox.certificate";
  if (tlsFailed === true || code === "STARTTLS_INJECTION") return "mailbox.no_encryption";
  return isIn ? "mailbox.interrupted" : "mailbox.unreachable";
}

const certificateCodes = /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/u;
