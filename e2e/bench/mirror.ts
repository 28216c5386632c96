import { cpus, loadavg } from "node:os";
import { temporaryDatabase } from "./connector";
import { sowLargeAccount } from "./mirror-account";
import { saveToken } from "@/lib/holded/connection";
import { workMirror } from "@/lib/holded/mirror";
import { cadenceFor, callsPerMonth, firstReadingCalls, repairNights } from "@/lib/holded/mirror/cadence";
import { workAsked } from "@/lib/holded/mirror/due";
import { mirrorFacts } from "@/lib/holded/mirror/facts";
import { mirrorResources } from "@/lib/holded/mirror/model";
import { findProductsByBarcode, findProductsByName, findProductsBySku } from "@/lib/holded/mirror/read-catalogue";
import { findDocuments, openDocuments } from "@/lib/holded/mirror/read-documents";
import { findMovements, openMovements, paymentsOf } from "@/lib/holded/mirror/read-treasury";
import { loadMirrorStates } from "@/lib/holded/mirror/state";
import { firstPerDay } from "@/lib/holded/mirror/facts";
import { planNames, plans } from "@/lib/holded/quota";
import { demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { findContactsByCode, findContactsByName, findContactsBySender } from "@/lib/holded/store";
import { closeConnections } from "@/lib/platform/db/close";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { forgetEnv } from "@/lib/platform/env";
import { admin, company } from "@/lib/testing/people";

const usage = `--documents 50000 · --products 20000 · --reads 200 (lecturas por consulta)
Mide la copia local de una cuenta grande, contra el Holded local sin ventanas: llamadas y tiempo de la primera lectura, con
una parada a la mitad, de otra lectura de los artículos y de una mirada a lo reciente; y lo que tardan los agentes en leer la copia.`;

const goalMs = 25;

/** Runs until the figures are there; false: one of them is below its goal. */
export async function benchMirror(args: readonly string[]): Promise<boolean> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return true;
  }
  const option = (name: string, otherwise: number) => (args.includes(name) ? Number(args[args.indexOf(name) + 1]) : otherwise);
  const [documents, products, reads] = [option("--documents", 50_000), option("--products", 20_000), option("--reads", 200)];
  const database = await temporaryDatabase();
  const sandbox = await sowLargeAccount(documents, products);
  try {
    Object.assign(process.env, { DATABASE_URL: database.webUrl, VISTO_MODE: "embedded", LOG_LEVEL: "silent" });
    process.env.HOLDED_SANDBOX_URL = `${sandbox.url}/api/v2`;
    process.env.VAULT_KEYS ??= `1:${Buffer.alloc(32, 7).toString("base64")}`;
    forgetEnv();
    const { scope, eva } = await company().with(admin("eva"));
    const saved = await saveToken(scope, eva, { token: demoTokens["ferreteria-aldaba"].full });
    if (!saved.ok) throw new Error(saved.error.code);
    process.stdout.write(
      `   ${documents} documentos, ${products} artículos, ${cpus().length} núcleos, carga ${loadavg()[0]?.toFixed(1) ?? "?"}\n`,
    );
    const isComplete = await readings(scope);
    const isQuick = await readTimes(scope, reads);
    showPlans(await countsOf(scope));
    return isComplete && isQuick;
  } finally {
    await closeConnections();
    await sandbox.stop();
    await database.drop();
  }
}

type Reading = { readonly calls: number; readonly seconds: number };

/** The first reading is stopped at half and goes on: it must not cost a page more than the lists have. */
async function readings(scope: CompanyScope): Promise<boolean> {
  const first = mirrorResources.map((resource) => ({ resource, kind: "first" as const, maxPages: Infinity }));
  let left = 170;
  const half = await timed(scope, () => workMirror(scope, first, { purposeOf: () => "refresh", mayGoOn: () => (left -= 1) > 0 }));
  const states = await scope.read((tx) => loadMirrorStates(tx, scope));
  const unfinished = first.filter(({ resource }) => !states.get(resource)?.syncedAt);
  const rest = await timed(scope, () => workMirror(scope, unfinished, { purposeOf: () => "refresh" }));
  const counts = await countsOf(scope);
  const pages = firstReadingCalls(counts);
  line(["lectura", "llamadas", "segundos", "objetos/s"]);
  const objects = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const whole = { calls: half.calls + rest.calls, seconds: half.seconds + rest.seconds };
  const show = (name: string, { calls, seconds }: Reading, read: number | null) =>
    line([name, calls, seconds.toFixed(1), read === null ? "" : Math.round(read / seconds)]);
  show("primera, con parada", whole, objects);
  const goods = first.filter(({ resource }) => resource === "product");
  show("artículos, otra vez", await timed(scope, () => workMirror(scope, goods, { purposeOf: () => "refresh" })), counts["product"] ?? 0);
  const facts = await scope.read((tx) => mirrorFacts(tx, scope, 1, new Date()));
  const looks = facts ? workAsked(facts.plans, facts.states) : [];
  show("solo lo reciente", await timed(scope, () => workMirror(scope, looks, { purposeOf: () => "scheduled" })), null);
  process.stdout.write(`   páginas que tienen las listas: ${pages}; llamadas de la primera lectura: ${whole.calls}\n`);
  return whole.calls <= pages + mirrorResources.length;
}

async function timed(scope: CompanyScope, work: () => Promise<unknown>): Promise<Reading> {
  const before = await callsOf(scope);
  const started = performance.now();
  await work();
  return { seconds: (performance.now() - started) / 1_000, calls: (await callsOf(scope)) - before };
}

const callsOf = (scope: CompanyScope) => scope.read((tx) => tx.integrationCall.count());

async function countsOf(scope: CompanyScope): Promise<Record<string, number>> {
  const rows = await scope.read((tx) => tx.mirrorObject.groupBy({ by: ["resource"], where: { deletedAt: null }, _count: { _all: true } }));
  return Object.fromEntries(rows.map((row) => [row.resource, row._count._all]));
}

/** Each reader with keys of objects that are there, one transaction open, as an agent asks. */
async function readTimes(scope: CompanyScope, reads: number): Promise<boolean> {
  const [invoices, goods, contacts, movements] = await Promise.all(
    (["invoice", "product", "contact", "bank_movement"] as const).map((resource) =>
      scope.read((tx) => tx.mirrorObject.findMany({ where: { resource }, take: reads, orderBy: { seenAt: "desc" } })),
    ),
  );
  const text = (row: { readonly data: unknown } | undefined, name: string) =>
    String((row?.data as Record<string, unknown> | undefined)?.[name] ?? "");
  const queries: Readonly<Record<string, (tx: Tx, i: number) => Promise<unknown>>> = {
    "factura por número": (tx, i) => findDocuments(tx, "invoice", { number: text(invoices?.[i], "number") }),
    "facturas de un cliente": (tx, i) => findDocuments(tx, "invoice", { contactId: invoices?.[i]?.contactId ?? "", limit: 20 }),
    "compra por importe y mes": (tx, i) =>
      findDocuments(tx, "purchase", { total: text(invoices?.[i], "total"), from: "2026-10-01", to: "2026-10-31" }),
    "pendientes, las 500 últimas": (tx) => openDocuments(tx, "invoice"),
    "pendientes por importe": (tx, i) => openDocuments(tx, "invoice", { pending: text(invoices?.[i], "total") }),
    "movimientos de una cuenta y mes": (tx, i) =>
      findMovements(tx, { accountId: movements?.[i]?.parentId ?? "", from: "2026-10-01", to: "2026-10-31" }),
    "movimientos sin explicar": (tx, i) => openMovements(tx, { accountId: movements?.[i]?.parentId ?? "", limit: 200 }),
    "pagos de un documento": (tx, i) => paymentsOf(tx, invoices?.[i]?.holdedId ?? ""),
    "artículo por referencia": (tx, i) => findProductsBySku(tx, text(goods?.[i], "sku")),
    "artículo por código de barras": (tx, i) => findProductsByBarcode(tx, text(goods?.[i], "barcode")),
    "artículos que empiezan así": (tx, i) => findProductsByName(tx, text(goods?.[i], "name").slice(0, 12), 50),
    "contacto por NIF": (tx, i) => findContactsByCode(tx, text(contacts?.[i], "code")),
    "contacto por nombre": (tx, i) => findContactsByName(tx, text(contacts?.[i], "name")),
    "contacto por correo": (tx, i) => findContactsBySender(tx, { email: text(contacts?.[i], "email") }),
  };
  line(["consulta", "mediana ms", "p95 ms", "máx. ms"]);
  let isQuick = true;
  for (const [name, query] of Object.entries(queries)) {
    const times: number[] = [];
    for (let from = 0; from < reads; from += inOneGo)
      times.push(...(await scope.read((tx) => timesOf(from, inOneGo, (i) => query(tx, i)))));
    times.sort((a, b) => a - b);
    const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Infinity;
    isQuick &&= at(0.5) <= goalMs;
    line([name, at(0.5).toFixed(1), at(0.95).toFixed(1), at(1).toFixed(1)]);
  }
  process.stdout.write(`   meta: mediana de cada consulta ≤ ${goalMs} ms: ${isQuick ? "se cumple" : "NO se cumple"}\n`);
  return isQuick;
}

/** Reads of one transaction: a busy machine must not let it expire. */
const inOneGo = 20;

async function timesOf(from: number, count: number, work: (i: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = from; i < from + count; i += 1) {
    const started = performance.now();
    await work(i);
    times.push(performance.now() - started);
  }
  return times;
}

/** What such an account costs on each plan: days of the first reading, and calls a month from then on. */
function showPlans(counts: Record<string, number>): void {
  const calls = firstReadingCalls(counts);
  line(["plan", "primera: días", "al mes, con avisos", "al mes, sin avisos", "noches por vuelta"]);
  for (const name of planNames) {
    const { perMonth } = plans[name];
    const cost = (hasWebhooks: boolean) =>
      cadenceFor({ perMonth, hasWebhooks, counts }).reduce((sum, plan) => sum + callsPerMonth(plan), 0);
    const [invoices] = cadenceFor({ perMonth, hasWebhooks: true, counts }).filter(({ resource }) => resource === "invoice");
    line([name, Math.ceil(calls / firstPerDay(perMonth)), cost(true), cost(false), invoices ? repairNights(invoices, counts) : 0]);
  }
}

function line(cells: readonly (string | number)[]): void {
  process.stdout.write(`   ${cells.map((cell, i) => (i === 0 ? String(cell).padEnd(32) : String(cell).padStart(18))).join(" ")}\n`);
}
