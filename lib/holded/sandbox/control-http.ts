import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { NewToken } from "./account";
import type { Core } from "./core";
import type { CallFilter, DeliveryFilter, NewAccount } from "./sandbox-control";
import type { Fault, RandomFaults } from "./faults";
import { readRequestBody } from "./read-request";
import type { FeedMovement } from "./resources/bank-movements";
import type { Switches } from "./switches";

type BankFeed = { readonly account: string; readonly movements: readonly FeedMovement[]; readonly treasury?: string };

export const controlPrefix = "/_sandbox/";

type Command = (core: Core, path: readonly string[], query: URLSearchParams, body: unknown) => unknown;

/** The control plane over HTTP, one command per method and first word. What a command throws is answered with 400. */
const commands: Readonly<Record<string, Command>> = {
  "GET state": (core) => core.state(),
  "POST switches": (core, _path, _query, body) => {
    const { account, ...change } = body as Partial<Switches> & { readonly account?: string };
    core.setSwitches(change, account);
    return core.state();
  },
  "POST faults": (core, _path, _query, body) => ({ id: core.fault(body as Fault) }),
  "POST random-faults": (core, _path, query, body) => {
    core.randomFaults(body as RandomFaults | null, query.get("account") ?? undefined);
    return { ok: true };
  },
  "POST usage": (core, _path, _query, body) => {
    const { account, calls, key } = body as { readonly account: string; readonly calls: number; readonly key?: string };
    core.addUsage(account, calls, key);
    return core.state();
  },
  "DELETE faults": (core) => {
    core.clearFaults();
    return { ok: true };
  },
  "GET objects": (core, [resource = ""], query) => ({ items: core.objects(resource, query.get("account") ?? undefined) }),
  "PATCH objects": (core, [resource = "", id = ""], query, body) => {
    core.edit(query.get("account") ?? "", resource, id, body as Readonly<Record<string, unknown>>);
    return { ok: true };
  },
  "POST bank-feed": (core, _path, _query, body) => {
    const { account, movements, treasury } = body as BankFeed;
    return { ids: core.bankFeed(account, movements, treasury) };
  },
  "GET calls": (core, _path, query) => ({ items: core.calls(filterOf(query)) }),
  "GET warnings": (core, _path, query) => ({ items: core.warnings(query.get("account") ?? undefined) }),
  "GET deliveries": (core, _path, query) => ({ items: core.deliveries(deliveryFilterOf(query)) }),
  "POST deliveries": (core, [id = ""], query) => {
    core.resend(query.get("account") ?? "", id);
    return { ok: true };
  },
  "POST accounts": (core, _path, _query, body) => {
    core.addAccount(body as NewAccount);
    return { ok: true };
  },
  "POST tokens": (core, _path, _query, body) => {
    const { account, ...token } = body as NewToken & { readonly account: string };
    return { token: core.addToken(account, token) };
  },
  "DELETE tokens": (core, [secret = ""]) => {
    core.revokeToken(secret);
    return { ok: true };
  },
  "PUT permissions": (core, [secret = ""], _query, body) => {
    core.setPermissions(secret, (body as { readonly permissions: readonly string[] }).permissions);
    return { ok: true };
  },
  "POST reset": (core) => {
    core.reset();
    return core.state();
  },
};

/** Method and first word of every command. */
export const controlCommands: readonly string[] = Object.keys(commands);

function filterOf(query: URLSearchParams): CallFilter {
  const filter: Record<string, string | number> = {};
  for (const name of ["account", "method", "path"]) {
    const value = query.get(name);
    if (value !== null) filter[name] = value;
  }
  const after = Number(query.get("after"));
  return after > 0 ? { ...filter, after } : filter;
}

function deliveryFilterOf(query: URLSearchParams): DeliveryFilter {
  const given = ["account", "event", "state"].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** Answers a call of the control plane, guarded by the control key in `X-Sandbox-Key`. */
export async function serveControl(
  core: Core,
  controlKey: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (!sameKey(String(request.headers["x-sandbox-key"] ?? ""), controlKey)) {
    reply(response, 401, { error: "The control plane needs its key in the header X-Sandbox-Key." });
    return;
  }
  const [word = "", ...path] = url.pathname.slice(controlPrefix.length).split("/").map(decodeURIComponent);
  const command = commands[`${request.method ?? ""} ${word}`];
  if (!command) {
    reply(response, 404, { error: `There are: ${Object.keys(commands).join(", ")}` });
    return;
  }
  try {
    const { text } = await readRequestBody(request);
    const result = command(core, path, url.searchParams, text === null ? {} : JSON.parse(text));
    await Promise.all([...core.accounts.values()].map((account) => account.store.flushed()));
    reply(response, 200, result);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    reply(response, 400, { error: error.message });
  }
}

function sameKey(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}
