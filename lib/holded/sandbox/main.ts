import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { demoAccounts } from "./seed-data";
import { startSandbox, type Sandbox } from "./start-sandbox";
import { readSwitches, type Switches } from "./switches";

const help = `A local Holded that speaks API v2, for trying integrations without a Holded account.

  npm run holded-sandbox -- [options]

  --port NUMBER           where it listens (4747)
  --host ADDRESS          127.0.0.1 unless told; other machines can only reach it with 0.0.0.0
  --data FOLDER           where it keeps its data (.data/holded-sandbox)
  --memory                keep nothing when it ends
  --empty                 begin without the two sample companies
  --control-key KEY       opens the control plane (kept in FOLDER/control-key otherwise)

 How Holded behaves where accounts differ or sources disagree:
  --plan NAME             plus, basico, estandar, avanzado, premium: quota, custom fields (avanzado)
  --number-format NAME    es: "1.234,56" in documents, "1234.56" in treasury, as seen live (default)
                          spec: dots everywhere · es_everywhere: Spanish everywhere
  --invalid-token STATUS  403 as seen live (default) or 401 as specified
  --purchase-put NAME     replace: what a PUT does not send is lost (default) · merge
  --date-filter NAME      works (default) · ignored
  --locked-until DATE     documents dated on or before 2026-06-30, say, are refused
  --read-lag MS           reads show the state of a moment ago (0)

  API        http://127.0.0.1:4747/api/v2/…   Authorization: Bearer pat_…
  To look    http://127.0.0.1:4747/
  To steer   http://127.0.0.1:4747/_sandbox/…   X-Sandbox-Key: …
             GET state · GET calls · GET warnings · GET objects/purchases?account=… · POST switches {…}
             POST faults {"kind":"drop_after","match":{"method":"POST","path":"/purchases$"},"times":1}
             DELETE faults · POST accounts · POST tokens {"account":…,"permissions":[…]} · POST reset
             faults: latency, 500_before, 500_after, drop_before, drop_after, truncated, html_200,
             html_200_after, status_0, 423, stall, stall_after
`;

const options = {
  help: { type: "boolean", short: "h" },
  port: { type: "string", default: "4747" },
  host: { type: "string", default: "127.0.0.1" },
  data: { type: "string", default: ".data/holded-sandbox" },
  memory: { type: "boolean" },
  empty: { type: "boolean" },
  "control-key": { type: "string" },
  plan: { type: "string" },
  "number-format": { type: "string" },
  "invalid-token": { type: "string" },
  "purchase-put": { type: "string" },
  "date-filter": { type: "string" },
  "locked-until": { type: "string" },
  "read-lag": { type: "string" },
} as const;

type Flags = ReturnType<typeof readFlags>;

function readFlags(): ReturnType<typeof parseArgs<{ options: typeof options }>>["values"] {
  return parseArgs({ options }).values;
}

function switchesOf(flags: Flags): Partial<Switches> {
  const given = {
    plan: flags.plan,
    number_format: flags["number-format"],
    invalid_token_status: flags["invalid-token"] === undefined ? undefined : Number(flags["invalid-token"]),
    purchase_put: flags["purchase-put"],
    doc_date_filter: flags["date-filter"],
    locked_until: flags["locked-until"],
    read_lag_ms: flags["read-lag"] === undefined ? undefined : Number(flags["read-lag"]),
  };
  return readSwitches(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
}

/** The key of the control plane survives a restart, readable by its owner only. */
function controlKeyOf(flags: Flags): string {
  if (flags["control-key"]) return flags["control-key"];
  const fresh = randomBytes(18).toString("base64url");
  if (flags.memory) return fresh;
  const file = path.join(flags.data, "control-key");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(flags.data, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${fresh}\n`, { mode: 0o600 });
  return fresh;
}

function welcome(sandbox: Sandbox, flags: Flags): string {
  const known = new Map(
    demoAccounts.flatMap((account) => account.tokens.map((token) => [`${account.key} ${token.name}`, token.secret] as const)),
  );
  const accounts = sandbox.control.state().accounts.flatMap((account) => [
    `  ${account.name} (${account.taxId}), account ${account.key}`,
    ...account.tokens.flatMap((token) => {
      const secret = known.get(`${account.key} ${token.name}`);
      return secret ? [`    ${token.name}: ${secret}`] : [];
    }),
  ]);
  return [
    `Local Holded: ${sandbox.url}/   API: ${sandbox.url}/api/v2`,
    ...accounts,
    `  Data: ${flags.memory ? "in memory" : path.resolve(flags.data)}   Control key: ${sandbox.controlKey}`,
    "  Ctrl-C ends it.",
  ].join("\n");
}

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags.help) {
    process.stdout.write(help);
    return 0;
  }
  const port = Number(flags.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not "${flags.port}"`);
  const sandbox = await startSandbox({
    port,
    host: flags.host,
    ...(flags.memory ? {} : { dataDir: path.join(flags.data, "accounts") }),
    seed: flags.empty ? [] : demoAccounts,
    switches: switchesOf(flags),
    controlKey: controlKeyOf(flags),
  });
  console.log(welcome(sandbox, flags));
  await new Promise<void>((end) => {
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
  await sandbox.stop();
  return 0;
}

function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : null;
  if (code === "EADDRINUSE") return "This port is in use. Stop what runs there, or choose another one with --port.";
  if (code === "EACCES") return `Not allowed: ${error.message}`;
  return error.message;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${sentence(error)}\n`);
    process.exit(1);
  },
);
