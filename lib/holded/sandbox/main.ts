import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { helpText } from "./help";
import { demoAccounts } from "./seed/demo-accounts";
import { startSandbox, type Sandbox } from "./start-sandbox";
import { defaultSwitches, readSwitches, type Switches } from "./switches";

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
  set: { type: "string", multiple: true },
  "webhook-host": { type: "string", multiple: true },
  "webhook-retry": { type: "string" },
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
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return readSwitches(Object.fromEntries([...named, ...(flags.set ?? []).map(switchOf)]));
}

/** `lock_ms=500`: a value that is JSON is taken as such, anything else as text. */
function switchOf(text: string): readonly [string, unknown] {
  const [, name = "", value = ""] = /^([a-z_]+)=(.*)$/s.exec(text) ?? [];
  if (name === "") throw new Error(`--set wants NAME=VALUE, not "${text}"`);
  try {
    return [name, JSON.parse(value) as unknown];
  } catch (error) {
    if (error instanceof SyntaxError) return [name, value];
    throw error;
  }
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
  const asked = { ...defaultSwitches, ...switchesOf(flags) };
  const accounts = sandbox.control.state().accounts.flatMap((account) => [
    `  ${account.name} (${account.taxId}), account ${account.key}`,
    ...account.tokens.flatMap((token) => {
      const secret = known.get(`${account.key} ${token.name}`);
      return secret ? [`    ${token.name}: ${secret}`] : [];
    }),
    ...switchedEarlier(account.switches, asked),
  ]);
  return [
    `Local Holded: ${sandbox.url}/   API: ${sandbox.url}/api/v2`,
    ...accounts,
    `  Data: ${flags.memory ? "in memory" : path.resolve(flags.data)}   Control key: ${sandbox.controlKey}`,
    `  Pages with forms: ${sandbox.url}/-/enter?key=${encodeURIComponent(sandbox.controlKey)}`,
    "  --help explains everything. Ctrl-C ends it.",
  ].join("\n");
}

/** Switches that were turned in an earlier run, and still are, whatever this start asked for. */
function switchedEarlier(now: Switches, asked: Switches): readonly string[] {
  const changed = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(asked[name as keyof Switches]));
  if (changed.length === 0) return [];
  return [`    switched earlier: ${changed.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(" ")}`];
}

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags.help) {
    process.stdout.write(helpText());
    return 0;
  }
  const sandbox = await startSandbox({
    port: wholeNumber("--port", flags.port, 65_535),
    host: flags.host,
    ...(flags.memory ? {} : { dataDir: path.join(flags.data, "accounts") }),
    seed: flags.empty ? [] : demoAccounts,
    switches: switchesOf(flags),
    controlKey: controlKeyOf(flags),
    webhookHosts: flags["webhook-host"] ?? [],
    ...(flags["webhook-retry"] === undefined
      ? {}
      : { webhookFirstRetryMs: wholeNumber("--webhook-retry", flags["webhook-retry"], 3_600_000) }),
  });
  console.log(welcome(sandbox, flags));
  await new Promise<void>((end) => {
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
  await sandbox.stop();
  return 0;
}

function wholeNumber(flag: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value > most) {
    throw new Error(`${flag} must be a number from 0 to ${most}, not "${text}"`);
  }
  return value;
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
