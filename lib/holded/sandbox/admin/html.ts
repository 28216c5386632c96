/** Text that may be written between tags: nothing typed by anybody becomes markup. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | undefined | Html | readonly Html[];

/** A template whose values are escaped, unless they are made of templates themselves. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  const rendered = values.map((value) =>
    value instanceof Html ? value.text : Array.isArray(value) ? value.map((one: Html) => one.text).join("") : escaped(String(value ?? "")),
  );
  return new Html(parts.map((part, index) => part + (rendered[index] ?? "")).join(""));
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign] ?? sign);

/** A word of an attribute without a value, or nothing. */
export const flag = (name: "checked" | "selected", on: boolean): Html => new Html(on ? name : "");

export type Column = { readonly title: string; readonly number?: boolean };

/** A table that scrolls by itself where it is too wide. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Part[])[]): Html {
  const align = (column: Column | undefined): Html => (column?.number ? html` class="n"` : html``);
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th${align(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, index) => html`<td${align(columns[index])}>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A number as people here write it. */
export const shownCount = (count: number): string => new Intl.NumberFormat("es-ES", { useGrouping: "always" }).format(count);

export type Frame = {
  readonly title: string;
  /** Way back: address and name. */
  readonly trail?: readonly (readonly [address: string, name: string])[];
  readonly canAct: boolean;
  /** Said once, after something was done. */
  readonly notice?: { readonly text: string; readonly bad: boolean } | null;
};

/** A whole page. Works without JavaScript: there is none. */
export function pageOf({ title, trail = [], canAct, notice }: Frame, body: Html): string {
  return html`<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <header>
          <nav aria-label="Principal">
            <a class="brand" href="/">Holded de prácticas</a>
            <a href="/-/calls">Llamadas</a>
            <a href="/-/faults">Fallos</a>
          </nav>
          ${canAct ? html`<span class="quiet">con la clave de control</span>` : entry}
        </header>
        <main>
          ${trail.length > 0 ? html`<p class="trail">${trail.map(([address, name]) => html`<a href="${address}">${name}</a> / `)}</p>` : html``}
          ${notice ? html`<p role="status" class="notice${notice.bad ? " bad" : ""}">${notice.text}</p>` : html``} ${body}
        </main>
      </body>
    </html>`.text;
}

const entry = html`<form method="post" action="/-/enter" class="entry">
  <label for="control-key">Clave de control</label>
  <input id="control-key" name="key" type="password" required autocomplete="off" />
  <button>Entrar para cambiar cosas</button>
</form>`;

const style = `
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #5c6675; --line: #d9dee5; --paper: #fbfbfa; --raised: #fff; --link: #1c5d99; --bad: #a3262a; --good: #1f6b43; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --quiet: #9aa4b2; --line: #333b47; --paper: #14181e; --raised: #1b2028; --link: #82b6ea; --bad: #f0888b; --good: #7fcf9f; } }
* { box-sizing: border-box; } body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: center; justify-content: space-between; padding: .75rem 1rem; border-bottom: 1px solid var(--line); background: var(--raised); }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; } .brand { font-weight: 600; color: var(--ink); text-decoration: none; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
a { color: var(--link); } nav a, .trail a { display: inline-block; padding: .25rem 0; } .trail { color: var(--quiet); margin: 0 0 .5rem; }
.quiet { color: var(--quiet); font-weight: normal; } .bad { color: var(--bad); } .good { color: var(--good); }
.notice { border-left: 3px solid var(--good); padding: .5rem .75rem; background: var(--raised); overflow-wrap: anywhere; } .notice.bad { border-color: var(--bad); }
.wide { overflow-x: auto; } table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--quiet); font-weight: 500; font-size: .85rem; white-space: nowrap; } th.n, td.n { text-align: right; white-space: nowrap; padding-right: 1.25rem; } th:last-child, td:last-child { padding-right: 0; } td form { margin: 0; } .once { white-space: nowrap; } .note:not(:empty) { min-width: 14rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.totals { justify-content: end; grid-template-columns: max-content max-content; } .totals dd { text-align: right; font-variant-numeric: tabular-nums; }
code, pre { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; } pre { overflow-x: auto; white-space: pre-wrap; background: var(--raised); border: 1px solid var(--line); padding: .75rem; }
td code { white-space: nowrap; }
form { margin: .5rem 0; } .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem 1.25rem; align-items: start; } .fields > .actions, .fields > .check { margin-top: 1.4rem; }
.field { display: flex; flex-direction: column; gap: .15rem; } .field small { color: var(--quiet); }
label, legend { font-size: .85rem; color: var(--quiet); } .check { display: flex; gap: .5rem; align-items: center; min-height: 40px; } .check label { color: var(--ink); font-size: 1rem; }
input, select, textarea, button { font: inherit; color: inherit; } input:not([type=checkbox]), select, textarea { width: 100%; min-height: 40px; padding: .35rem .5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); }
input[type=checkbox] { width: 18px; height: 18px; } textarea { min-height: 6rem; font: 13px/1.5 ui-monospace, monospace; }
button { min-height: 40px; padding: .35rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: var(--raised); cursor: pointer; } button:hover { border-color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; } .actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.entry { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0; } .entry input { width: 12rem; }
fieldset { border: 1px solid var(--line); border-radius: 4px; padding: .5rem .75rem; margin: .5rem 0; } details > summary { cursor: pointer; padding: .4rem 0; }
.permissions { columns: 18rem; } .permissions .check { min-height: 28px; break-inside: avoid; } .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .5rem 1rem; padding: 0; list-style: none; }
meter { width: 100%; height: .75rem; }
`;
