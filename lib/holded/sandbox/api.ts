import type { Account, TokenRecord } from "./account";
import type { CallLog } from "./call-log";
import { answerMistake, checkParams, readBody, readQuery, type Ignored } from "./check-call";
import { matchOperation, type Operation } from "./contract";
import type { Strike } from "./faults";
import type { Answer, Call, UploadedFile } from "./handler";
import { numberWriter } from "./numbers";
import { Problem, notFound } from "./problem";
import { rateHeaders, rateProblem } from "./quota";
import { handlers } from "./resources/all";
import { windowsOf } from "./switches";

/** A request whose body has been read, but not yet understood. */
export type ApiRequest = {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | null;
  /** The text of a JSON body, or null when there was none. */
  readonly text: string | null;
  readonly file: UploadedFile | null;
};

export type ApiAnswer = Answer & {
  readonly headers: Readonly<Record<string, string>>;
  readonly problem: Problem | null;
  readonly account: Account | null;
  readonly token: TokenRecord | null;
  readonly operation: string | null;
};

export type ApiContext = { readonly accounts: readonly Account[]; readonly log: CallLog; readonly now: () => Date };

type Caller = { readonly account: Account; readonly token: TokenRecord };

/** Which account a call is for, without judging it: so that faults can be ordered per account. */
export function accountOf(accounts: readonly Account[], authorization: string | null): Account | null {
  return callerOf(accounts, authorization)?.account ?? null;
}

/**
 * Answers one call of API v2: token, quota, route, permission, checks, handler, and the check of our own answer.
 * @param strike a fault that must happen inside, before anything is written
 */
export function answerCall(context: ApiContext, request: ApiRequest, strike: Strike | null): ApiAnswer {
  const caller = callerOf(context.accounts, request.authorization);
  const match = matchOperation(request.method, request.url.pathname);
  const operation = match.kind === "operation" ? match.operation : null;
  const seen = { account: caller?.account ?? null, token: caller?.token ?? null, operation: operation?.key ?? null };
  let headers: Record<string, string> = {};
  try {
    if (!caller) throw refusedToken(context.accounts, request.authorization);
    headers = countCall(caller.account, operation, context.now());
    if (match.kind === "known_elsewhere" || (operation && !handlers[operation.key])) {
      throw new Problem(501, `${request.method} ${request.url.pathname} exists in Holded, but this local Holded does not serve it.`);
    }
    if (match.kind === "unknown" || !operation) throw notFound();
    if (operation.permission && !caller.token.permissions.includes(operation.permission)) {
      throw new Problem(403, `Insufficient permissions: ${operation.permission} required.`);
    }
    if (strike?.kind === "500_before") throw new Problem(500, "Internal Server Error");
    const answer = run(context, request, caller.account, operation, match.params);
    return { ...answer, headers, problem: null, ...seen };
  } catch (error) {
    const problem = asProblem(error, context.log, `${request.method} ${request.url.pathname}`);
    return { status: problem.status, body: problem.body, headers: { ...headers, ...problem.headers }, problem, ...seen };
  }
}

function run(context: ApiContext, request: ApiRequest, account: Account, operation: Operation, params: Call["params"]): Answer {
  const handler = handlers[operation.key];
  if (!handler) throw new Error(`no handler for ${operation.key}`);
  const warn = (message: string): void =>
    context.log.warn({ at: context.now().toISOString(), account: account.key, operation: operation.key, message });
  checkParams(operation, params);
  const { query, ignored: unknownParameters } = readQuery(operation, request.url.searchParams);
  const { body, ignored: unknownFields } = readBody(operation, operation.multipart ? undefined : parseJson(request.text));
  for (const one of [...unknownParameters, ...unknownFields]) warn(ignoredSentence(one));
  const switches = account.switches;
  return account.store.transact((write) => {
    const answer = handler({
      account,
      switches,
      params,
      query,
      body,
      file: request.file,
      now: context.now(),
      read: account.store.lagging(request.method === "GET" ? account.readLag() : 0),
      write,
      numbers: {
        documents: numberWriter(switches.number_format !== "spec"),
        treasury: numberWriter(switches.number_format === "es_everywhere"),
      },
      warn,
    });
    const mistake = answerMistake(operation, answer.status, answer.body);
    if (mistake) throw new Error(`our answer breaks the OpenAPI file: ${mistake}`);
    return switches.empty_object_as_array && answer.body !== undefined ? { ...answer, body: emptyObjectsAsArrays(answer.body) } : answer;
  });
}

function callerOf(accounts: readonly Account[], authorization: string | null): Caller | null {
  const secret = /^Bearer (pat_[A-Za-z0-9]+_[A-Za-z0-9]+)$/.exec(authorization ?? "")?.[1];
  if (!secret) return null;
  for (const account of accounts) {
    const token = account.tokenOf(secret);
    if (token) return { account, token };
  }
  return null;
}

/** No token is 401; a wrong one is 403 in live accounts and 401 in the specification. */
function refusedToken(accounts: readonly Account[], authorization: string | null): Problem {
  if (!authorization) return new Problem(401, "Unauthorized");
  for (const account of accounts) if (account.switches.invalid_token_status === 401) return new Problem(401, "Unauthorized");
  return new Problem(403, "Access denied.");
}

function countCall(account: Account, operation: Operation | null, now: Date): Record<string, string> {
  const { allowed, standing } = account.quota.take(windowsOf(account.switches), operation?.usageKey ?? "api_other_1", now);
  const headers = standing ? rateHeaders(standing) : {};
  if (allowed || !standing) return headers;
  throw rateProblem(standing, now);
}

function parseJson(text: string | null): unknown {
  if (text === null || text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem(400, "Malformed JSON");
    throw error;
  }
}

/** A bug of ours must not look like a refusal: it is logged, counted, and answered with 500. */
function asProblem(error: unknown, log: CallLog, call: string): Problem {
  if (error instanceof Problem) return error;
  const text = error instanceof Error ? error.message : String(error);
  log.mistake(`${call}: ${text}`);
  console.error(`[sandbox] mistake of the sandbox in ${call}: ${text}`);
  return new Problem(500, "Internal Server Error");
}

function ignoredSentence({ where, path }: Ignored): string {
  return where === "body" ? `unknown body field "${path}" was ignored` : `unknown query parameter "${path}" was ignored`;
}

/** As PHP writes an empty map. */
function emptyObjectsAsArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emptyObjectsAsArrays);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  return entries.length === 0 ? [] : Object.fromEntries(entries.map(([key, inner]) => [key, emptyObjectsAsArrays(inner)]));
}
