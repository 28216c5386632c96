import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { ok, refuse, type Failure, type FailureCode, type Result } from "@/lib/kernel/result";
import { currentPerson, type CurrentPerson } from "@/lib/platform/auth/session";
import { env } from "@/lib/platform/env";
import { errorAnswer, type Answer, type ErrorAnswer } from "@/lib/platform/http/answer";
import { isSameOrigin } from "@/lib/platform/http/same-origin";
import { countCommand } from "@/lib/platform/metrics";
import { log } from "@/lib/platform/telemetry";

/** What a log line about a command may say: ids and codes. */
export type CommandFacts = {
  readonly command: string;
  readonly requestId: string;
  personId?: string;
  companyId?: string;
  environment?: string;
};

/** Runs a server action: one log line and one count, and an answer whatever happens. Bugs are logged with their stack. */
export async function runAction<T>(
  command: string,
  work: (facts: CommandFacts, requestHeaders: Headers) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const started = performance.now();
  const requestHeaders = await headers();
  const facts: CommandFacts = { command, requestId: requestIdOf(requestHeaders) };
  try {
    const answer = await work(facts, requestHeaders);
    recordCommand(facts, started, answer.ok ? "ok" : answer.error.code);
    return answer;
  } catch (error) {
    // A redirect or a "not found" of the command is how Next travels, not a failure.
    unstable_rethrow(error);
    recordCommand(facts, started, "internal.unexpected", error);
    return { ok: false, error: errorAnswer({ code: "internal.unexpected" }, facts.requestId) };
  }
}

/** Who calls a server action: signed in, and from our own pages. */
export async function callerOf(facts: CommandFacts, requestHeaders: Headers): Promise<Result<CurrentPerson>> {
  // Next compares Origin and Host too; it lets a request without Origin pass, and we do not.
  if (requestHeaders.get("origin") === null || !isSameOrigin(requestHeaders, env().NEXTAUTH_URL)) return refuse("access.forbidden");
  const person = await currentPerson();
  if (!person) return refuse("auth.required");
  facts.personId = person.id;
  return ok(person);
}

/** The id of a request: the one a proxy gave it, if it is fit for a log line, else a new one. */
export function requestIdOf(requestHeaders: Headers): string {
  const given = requestHeaders.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

export function recordCommand(facts: CommandFacts, startedMs: number, outcome: "ok" | FailureCode, error?: unknown): void {
  const ms = performance.now() - startedMs;
  countCommand(facts.command, outcome, ms);
  const line = { ...facts, outcome, ms: Math.round(ms) };
  if (error === undefined) log().info(line, "command");
  else log().error({ ...line, error }, "command failed");
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorAnswer };

/** Parses what came from outside. An object with a field that the schema does not name is refused. */
export function parseInput<S extends z.ZodType>(schema: S, given: unknown, requestId: string): Parsed<z.output<S>> {
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema;
  const parsed = strict.safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data as z.output<S> };
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.code]));
  return { ok: false, error: { code: "input.invalid", requestId, fields } };
}

export function refused(error: Failure, { requestId }: CommandFacts): { readonly ok: false; readonly error: ErrorAnswer } {
  return { ok: false, error: errorAnswer(error, requestId) };
}
