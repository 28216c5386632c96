import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "@/lib/platform/env";

/** Keys that never reach a log, at the top and one level down. Logs carry ids: no names, amounts, texts or secrets. */
const secretKeys = [
  "password",
  "passwordHash",
  "token",
  "tokenCipher",
  "authorization",
  "cookie",
  "secret",
  "key",
  "fingerprint",
  "email",
  "name",
  "taxId",
  "iban",
  "amount",
  "total",
  "payload",
  "body",
  "text",
  "title",
  "fileName",
  "DATABASE_URL",
];

const held = globalThis as unknown as { vistoLog?: Logger };

/** The log of this process: one JSON line per event on standard output. */
export function log(): Logger {
  return (held.vistoLog ??= newLog(env().LOG_LEVEL));
}

export function newLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: { app: "visto-bueno", pid: process.pid },
    redact: { paths: secretKeys.flatMap((k) => [k, `*.${k}`]), censor: "[redacted]" },
    serializers: { err: describeError, error: describeError },
  };
  return pino(options, destination);
}

type Described = {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: Described;
};

/** Type, message and stack, causes included; no other property, because drivers hang queries and parameters on errors. */
function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: withoutValues(error),
    ...(typeof code === "string" ? { code } : {}),
    ...(error.stack ? { stack: frames(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Prisma prints the arguments of the failed call into its message. */
function withoutValues(error: Error): string {
  return error.name.startsWith("Prisma") ? (error.message.trim().split("\n").at(-1) ?? "") : error.message.slice(0, 500);
}

function frames(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");
}
