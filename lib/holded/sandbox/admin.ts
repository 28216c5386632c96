import type { IncomingMessage, ServerResponse } from "node:http";
import { adminHome, adminPurchase } from "./admin-pages";
import type { Core } from "./core";
import type { Attachment } from "./resources/attachments";

/** Names under which a browser on this machine reaches us. A page of another site cannot make one of them up. */
const localHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** Pages to look at, nothing to press: what is in this local Holded. Only for browsers of this machine. */
export function serveAdmin(core: Core, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const [, account = "", kind = "", id = "", file = ""] = url.pathname.split("/");
  if (!localHosts.test(request.headers.host ?? "") || request.method !== "GET" || (account !== "" && !core.accounts.has(account))) {
    response.writeHead(404, headers).end();
    return;
  }
  if (account === "") {
    response.writeHead(200, headers).end(adminHome(core));
    return;
  }
  if (kind === "purchases" && file !== "") {
    sendFile(core, account, id, file, response);
    return;
  }
  const page = kind === "purchases" ? adminPurchase(core, account, id) : null;
  response.writeHead(page === null ? 404 : 200, headers).end(page ?? "");
}

/** Attachments are downloads: they came from outside and are not shown in our own pages. */
function sendFile(core: Core, account: string, purchase: string, id: string, response: ServerResponse): void {
  const found = core.objects<Attachment>("attachments", account).find((one) => one.id === id && one.document_id === purchase);
  const bytes = found ? core.file(account, found.id) : null;
  if (!found || !bytes) {
    response.writeHead(404, headers).end();
    return;
  }
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`;
  response.writeHead(200, { ...headers, "Content-Type": "application/octet-stream", "Content-Disposition": disposition }).end(bytes);
}
