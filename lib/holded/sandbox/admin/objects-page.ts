import type { Stored } from "../collection";
import type { Core } from "../core";
import { html, pageOf, shownCount, table, type Frame } from "./html";

const perPage = 50;

/** The objects of one kind, newest first. */
export function objectsPage(core: Core, account: string, kind: string, query: URLSearchParams, frame: Omit<Frame, "title">): string {
  const all = core.account(account).store.objects(kind);
  const end = Math.min(all.length, Number(query.get("end")) || all.length);
  const start = Math.max(0, end - perPage);
  const rows = all.slice(start, end).reverse();
  return pageOf(
    { ...frame, title: kind },
    html`<h1>${kind}</h1>
      <p class="quiet">
        ${shownCount(all.length)} objetos${end < all.length ? `, hasta el ${shownCount(end)}` : ""}. Los más nuevos primero.
      </p>
      ${table(
        kind,
        [{ title: "Identificador" }, { title: "Qué es" }, { title: "Cuándo" }],
        rows.map((one) => [
          html`<a href="/${account}/${kind}/${encodeURIComponent(one.id)}"><code>${one.id}</code></a>`,
          titleOf(one),
          momentOf(one),
        ]),
      )}
      ${start > 0 ? html`<p><a href="/${account}/${kind}?end=${start}">Anteriores</a></p>` : html``}`,
  );
}

/** One object as it is kept. */
export function objectPage(object: Stored, frame: Omit<Frame, "title">): string {
  return pageOf(
    { ...frame, title: titleOf(object) || object.id },
    html`<h1>${titleOf(object) || object.id}</h1>
      <pre>${JSON.stringify(object, withoutSecrets, 2)}</pre>`,
  );
}

/** The key of a signature and the print of a token open something: they are not for looking at. */
const withoutSecrets = (name: string, value: unknown): unknown => (name === "secret" || name === "hash" ? "…" : value);

const textOf = (object: Stored, ...names: readonly string[]): string => {
  for (const name of names) {
    const value: unknown = Reflect.get(object, name);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
};

const titleOf = (object: Stored): string =>
  textOf(object, "number", "name", "fileName", "filename", "event", "title", "url", "description", "contact_name").slice(0, 120);
const momentOf = (object: Stored): string =>
  textOf(object, "date", "value_date", "start_date", "start_at", "due_date", "created_at", "createdAt", "at").slice(0, 16);
