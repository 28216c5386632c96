import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Core } from "../core";
import { readRequestBody } from "../read-request";
import type { Attachment } from "../resources/attachments";
import type { HoldedDocument } from "../resources/documents-model";
import { accountPage } from "./account-page";
import { act } from "./actions";
import { callsPage } from "./calls-page";
import { documentCollections, documentPage } from "./document-page";
import { faultsPage } from "./faults-page";
import { homePage } from "./home-page";
import type { Frame } from "./html";
import { objectPage, objectsPage } from "./objects-page";

/** Names under which a browser on this machine reaches us. A page of another site cannot make one of them up. */
const localHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cache-Control": "no-store",
};

const cookieName = "holded_sandbox";
type View = Omit<Frame, "title">;

/**
 * Pages of this local Holded, only for browsers of this machine. Looking needs nothing; changing needs the control key
 * once, which leaves a cookie that other sites cannot use.
 */
export async function serveAdmin(
  core: Core,
  controlKey: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (!localHosts.test(request.headers.host ?? "")) {
    response.writeHead(404, headers).end();
    return;
  }
  const entrance = url.pathname === "/-/enter";
  if (entrance || request.method === "POST") {
    const { text } = await readRequestBody(request);
    const form = new URLSearchParams(text ?? "");
    if (entrance) enter(core, controlKey, request, response, form.get("key") ?? url.searchParams.get("key") ?? "");
    else await change(core, controlKey, request, response, url, form);
    return;
  }
  show(core, response, url, { canAct: hasEntered(request, controlKey) });
}

function show(core: Core, response: ServerResponse, url: URL, view: View, status = 200): void {
  const [, account = "", kind = "", id = "", file = ""] = url.pathname.split("/").map(decoded);
  if (file !== "") {
    sendFile(core, account, id, file, response);
    return;
  }
  const page = pageFor(core, account, kind, id, url, view);
  response.writeHead(page === null ? 404 : status, headers).end(page ?? "");
}

/** Null when there is nothing under this address. */
function pageFor(core: Core, account: string, kind: string, id: string, url: URL, view: View): string | null {
  if (account === "") return homePage(core, view);
  if (account === "-")
    return kind === "calls" ? callsPage(core, url.searchParams, view) : kind === "faults" ? faultsPage(core, view) : null;
  if (!core.accounts.has(account)) return null;
  const home = ["/", "Holded de prácticas"] as const;
  if (kind === "") return accountPage(core, account, { ...view, trail: [home] });
  const { store, facts } = core.account(account);
  if (!store.names().includes(kind)) return null;
  const trail = [home, [`/${account}`, facts?.name ?? account] as const];
  if (id === "") return objectsPage(core, account, kind, url.searchParams, { ...view, trail });
  const object = store.objects(kind).find((one) => one.id === id);
  if (!object) return null;
  const deep = { ...view, trail: [...trail, [`/${account}/${kind}`, kind] as const] };
  return documentCollections.includes(kind) ? documentPage(core, account, kind, object as HoldedDocument, deep) : objectPage(object, deep);
}

/** Lets somebody in who has the control key. */
function enter(core: Core, controlKey: string, request: IncomingMessage, response: ServerResponse, key: string): void {
  if (isForeign(request) || !same(key.trim(), controlKey)) {
    show(
      core,
      response,
      new URL("/", "http://sandbox"),
      { canAct: false, notice: { text: "Esa no es la clave de control. Está en la terminal donde arrancó.", bad: true } },
      403,
    );
    return;
  }
  const cookie = `${cookieName}=${passOf(controlKey)}; HttpOnly; SameSite=Strict; Path=/`;
  response.writeHead(303, { "Set-Cookie": cookie, Location: "/" }).end();
}

async function change(
  core: Core,
  controlKey: string,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  form: URLSearchParams,
): Promise<void> {
  const account = decoded(url.pathname.split("/")[1] ?? "");
  if (isForeign(request) || !hasEntered(request, controlKey)) {
    show(core, response, url, { canAct: false, notice: { text: "Para cambiar algo hace falta la clave de control.", bad: true } }, 403);
    return;
  }
  try {
    const text = act(core, account, form);
    await Promise.all(core.all().map((one) => one.store.flushed()));
    show(core, response, url, { canAct: true, notice: { text, bad: false } });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    show(core, response, url, { canAct: true, notice: { text: error.message, bad: true } }, 400);
  }
}

/** Whether a form was sent from a page of another site. */
function isForeign({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && origin !== `http://${host ?? ""}`;
}

const passOf = (controlKey: string): string => createHmac("sha256", controlKey).update("pages").digest("hex");

function hasEntered(request: IncomingMessage, controlKey: string): boolean {
  const cookies = (request.headers.cookie ?? "").split(";").map((one) => one.trim());
  return cookies.some((one) => one.startsWith(`${cookieName}=`) && same(one.slice(cookieName.length + 1), passOf(controlKey)));
}

function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Attachments are downloads: they came from outside and are not shown in our own pages. */
function sendFile(core: Core, account: string, owner: string, id: string, response: ServerResponse): void {
  const known = core.accounts.has(account);
  const found = known
    ? core.objects<Attachment>("attachments", account).find((one) => one.id === id && one.document_id === owner)
    : undefined;
  const bytes = found ? core.file(account, found.id) : null;
  if (!found || !bytes) {
    response.writeHead(404, headers).end();
    return;
  }
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`;
  response.writeHead(200, { ...headers, "Content-Type": "application/octet-stream", "Content-Disposition": disposition }).end(bytes);
}
