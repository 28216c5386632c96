import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "./core";

const notServed =
  "API v1 is not served by this local Holded. API v2 is: /api/v2 with the header Authorization: Bearer pat_<id>_<secret>. " +
  "Tokens of v2 are made in Holded under Settings > Developers > Credentials.";

/** A path of the old API, or a key of it on any path. */
export function isV1(request: IncomingMessage, path: string): boolean {
  return /^\/api\/(invoicing|crm|projects|team|accounting)\/v1(\/|$)/.test(path) || isOldKey(keyOf(request));
}

/** Answers in the shape of v1, and says where to go. A token of v2 gets what Holded itself says to it. */
export function refuseV1(core: Core, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const key = keyOf(request);
  const [status, body] =
    key === "" ? [401, { status: 401 }] : [400, { status: 0, info: isOldKey(key) || !key.startsWith("pat_") ? notServed : "Invalid key" }];
  request.resume();
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  core.log.add({
    at: core.options.now().toISOString(),
    account: null,
    token: null,
    method: request.method ?? "GET",
    path: url.pathname + url.search,
    operation: null,
    status,
    ms: 0,
    fault: null,
    detail: "API v1 is not served here",
  });
}

const isOldKey = (key: string): boolean => /^[a-f0-9]{32}$/i.test(key);

function keyOf({ headers }: IncomingMessage): string {
  const given = headers["key"] ?? headers["x-api-key"] ?? /^Bearer (pat_\S+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  return String(given).trim();
}
