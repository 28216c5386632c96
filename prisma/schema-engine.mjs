#!/usr/bin/env node
// Stand-in for Prisma's native schema engine: the same JSON-RPC on stdin/stdout,
// answered by the WebAssembly build of that engine over @prisma/adapter-pg.
import fs from "node:fs";
import readline from "node:readline";
import { createRequire } from "node:module";
import pg from "pg";
import { parse } from "pg-connection-string";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory as bind, ColumnTypeEnum, DriverAdapterError } from "@prisma/driver-adapter-utils";

const argv = process.argv.slice(2);
if (argv.includes("--version")) {
  console.log("schema-engine-cli (wasm)");
  process.exit(0);
}
const ds = JSON.parse(argv[argv.indexOf("--datasource") + 1] ?? "{}");
const config = (url) => {
  const c = Object.fromEntries(Object.entries(parse(url)).filter(([, v]) => v != null));
  if (c.port) c.port = Number(c.port);
  return c;
};
const admin = async (cfg, sql) => {
  const c = new pg.Client(cfg);
  await c.connect();
  try {
    await c.query(sql);
  } finally {
    await c.end();
  }
};

if (argv.includes("cli")) {
  // can-connect-to-database | create-database | drop-database
  const sub = argv[argv.indexOf("cli") + 1],
    cfg = config(ds.url);
  try {
    if (sub === "can-connect-to-database") await admin(cfg, "SELECT 1");
    if (sub === "create-database") await admin({ ...cfg, database: "postgres" }, `CREATE DATABASE "${cfg.database}"`);
    if (sub === "drop-database") await admin({ ...cfg, database: "postgres" }, `DROP DATABASE IF EXISTS "${cfg.database}" WITH (FORCE)`);
    process.exit(0);
  } catch (e) {
    // the CLI skips the first line of stderr and parses the rest as JSON
    const error_code = { "3D000": "P1003", ECONNREFUSED: "P1001" }[e.code] ?? "P1010";
    fs.writeSync(2, "\n" + JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields: { message: e.message, error_code } }));
    process.exit(1);
  }
}

function patch(q) {
  let oneByte = []; // adapter-pg refuses PostgreSQL's "char" (oid 18), which the catalogue queries return
  const performIO = q.performIO.bind(q),
    queryRaw = q.queryRaw.bind(q);
  q.performIO = async (x) => {
    const r = await performIO(x);
    oneByte = r.fields.map((f) => f.dataTypeID === 18);
    for (const f of r.fields) if (f.dataTypeID === 18) f.dataTypeID = 25;
    return r;
  };
  q.queryRaw = async (x) => {
    const r = await queryRaw(x);
    oneByte.forEach((yes, i) => {
      if (!yes) return;
      r.columnTypes[i] = ColumnTypeEnum.Character;
      for (const row of r.rows) if (row[i] === "") row[i] = "\0";
    });
    return r;
  };
  if (q.executeScript)
    q.executeScript = async (sql) => {
      // whole script as one query: atomic, and safe with $$ bodies (the adapter splits at every ';')
      try {
        await q.client.query(sql);
      } catch (e) {
        throw new DriverAdapterError({
          kind: "postgres",
          code: e.code ?? "N/A",
          severity: e.severity ?? "N/A",
          message: e.message,
          detail: e.detail,
          column: e.column,
          hint: e.hint,
        });
      }
    };
  if (q.startTransaction) {
    const start = q.startTransaction.bind(q);
    q.startTransaction = async (...a) => patch(await start(...a));
  }
  return q;
}
const cfg = config(ds.url),
  adapter = new PrismaPg(cfg),
  connect = adapter.connect.bind(adapter);
adapter.connect = async () => patch(await connect());
adapter.connectToShadowDb = async () => {
  // drops with FORCE: the stock one races its own pool
  const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  await admin(cfg, `CREATE DATABASE "${database}"`);
  const conn = patch(await new PrismaPg({ ...cfg, database }).connect()),
    dispose = conn.dispose.bind(conn);
  conn.dispose = async () => {
    await dispose();
    await admin(cfg, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  };
  return conn;
};

const bg = await import("@prisma/schema-engine-wasm/schema_engine_bg");
const dir = createRequire(import.meta.url)
  .resolve("@prisma/schema-engine-wasm")
  .replace(/schema_engine\.js$/, "");
const { instance } = await WebAssembly.instantiate(fs.readFileSync(dir + "schema_engine_bg.wasm"), { "./schema_engine_bg.js": bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message() {} };

let engine,
  queue = Promise.resolve();
const send = (o) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...o }) + "\n");
const rl = readline.createInterface({ input: process.stdin });
rl.on("line", (line) => {
  queue = queue.then(async () => {
    const { id, method, params } = JSON.parse(line || "{}");
    if (!method) return;
    try {
      engine ??= await bg.SchemaEngine.new({ datamodels: params?.schema?.files?.map((f) => [f.path, f.content]) }, () => {}, bind(adapter));
      const result = await engine[method](params);
      if (method === "diff" && result.stdout != null) send({ id: 1, method: "print", params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (e) {
      send({
        id,
        error: {
          code: 4466,
          message: "see data",
          data: { is_panic: false, message: String(e?.message ?? e), error_code: e?.code ?? null, meta: e?.meta ?? null },
        },
      });
    }
  });
});
rl.on("close", () => queue.then(() => process.exit(0)));
