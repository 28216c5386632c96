import fs from "node:fs";
import path from "node:path";
import { startEmbeddedDatabase, type EmbeddedDatabase } from "@/lib/platform/db/embedded";
import { createEmbeddedDatabase, migrateDatabase } from "@/lib/platform/db/migrate";
import { answers, lastLines, startChild, type Child } from "@/lib/cli/children";
import { embeddedSecrets, type EmbeddedSecrets } from "@/lib/cli/secrets";
import { anyFreePort } from "@/lib/cli/ports";

/** Everything of the embedded mode on one machine: database, local Holded, console and worker, and their settings. */
export type StackOptions = {
  readonly root: string;
  readonly dataDir: string;
  readonly webPort: number;
  readonly sandboxPort: number;
  /** Called when a part is up, with what it was and how long it took. */
  readonly progress: (part: "database" | "sandbox" | "seed" | "web" | "worker", ms: number) => void;
  readonly extraEnv?: Readonly<Record<string, string>>;
};

export type Stack = {
  readonly webUrl: string;
  readonly sandboxUrl: string;
  readonly controlKey: string;
  readonly dataDir: string;
  readonly logDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly database: EmbeddedDatabase;
  readonly sandbox: Child;
  readonly web: Child;
  worker: Child;
  startWorker(extra?: Readonly<Record<string, string>>): Promise<Child>;
  stop(): Promise<void>;
};

const tsx = ["--conditions=react-server", "--import", "tsx"];

export async function startStack(options: StackOptions): Promise<Stack> {
  const { root, dataDir, webPort, sandboxPort, progress } = options;
  const secrets = embeddedSecrets(dataDir);
  const logDir = path.join(dataDir, "logs");
  fs.mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const started: { stop(): Promise<void> }[] = [];
  const timed = async <T>(part: Parameters<typeof progress>[0], fn: () => Promise<T>): Promise<T> => {
    const from = Date.now();
    const value = await fn();
    progress(part, Date.now() - from);
    return value;
  };
  try {
    const database = await timed("database", async () => {
      const server = await startEmbeddedDatabase({
        dir: path.join(dataDir, "postgres"),
        port: await anyFreePort(),
        password: secrets.databasePassword,
      });
      started.push(server);
      return server;
    });
    const env = settings(options, secrets, await prepareDatabase(database, secrets));
    const child = (name: string, args: readonly string[], extra: Readonly<Record<string, string>> = {}) =>
      startChild({ name, command: process.execPath, args, cwd: root, logDir, env: { ...process.env, ...env, ...extra } });

    const sandbox = await timed("sandbox", async () => {
      const holdedDir = path.join(dataDir, "holded");
      fs.mkdirSync(holdedDir, { recursive: true, mode: 0o700 });
      // In a file, not in the arguments: those stand in every list of processes.
      fs.writeFileSync(path.join(holdedDir, "control-key"), secrets.sandboxControlKey, { mode: 0o600 });
      const c = child("holded", [...tsx, "lib/holded/sandbox/main.ts", "--port", String(sandboxPort), "--data", holdedDir]);
      started.push(c);
      await answers(`http://127.0.0.1:${sandboxPort}/`, c, logDir, 30_000);
      return c;
    });
    await timed("seed", () => runOnce(child("seed", [...tsx, "prisma/seed.ts"]), logDir));
    const web = await timed("web", async () => {
      const c = child("web", ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", String(webPort)]);
      started.push(c);
      await answers(`http://127.0.0.1:${webPort}/api/health`, c, logDir, 60_000);
      return c;
    });
    const startWorker = async (extra: Readonly<Record<string, string>> = {}) =>
      child("worker", ["--max-semi-space-size=4", ...tsx, "lib/cli/worker.ts"], extra);
    const worker = await timed("worker", () => startWorker());
    const stack: Stack = {
      webUrl: `http://localhost:${webPort}`,
      sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
      controlKey: secrets.sandboxControlKey,
      dataDir, logDir, env, database, sandbox, web, worker, startWorker,
      stop: async () => {
        // First what writes, last what is written to.
        await stack.worker.stop();
        await web.stop();
        await sandbox.stop();
        await database.stop();
      },
    }; // prettier-ignore
    return stack;
  } catch (e) {
    for (const part of started.reverse()) await part.stop();
    throw e;
  }
}

type Addresses = { readonly appUrl: string; readonly ownerUrl: string };

async function prepareDatabase(server: EmbeddedDatabase, secrets: EmbeddedSecrets): Promise<Addresses> {
  const addresses = await createEmbeddedDatabase({
    superuserUrl: server.url("postgres"),
    database: "visto",
    ownerPassword: secrets.ownerPassword,
    webPassword: secrets.webPassword,
  });
  await migrateDatabase(addresses.ownerUrl);
  return addresses;
}

function settings(options: StackOptions, secrets: EmbeddedSecrets, { appUrl }: Addresses): Readonly<Record<string, string>> {
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    VISTO_MODE: "embedded",
    DATABASE_URL: appUrl,
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    NEXTAUTH_URL: `http://localhost:${options.webPort}`,
    VAULT_KEYS: secrets.vaultKeys,
    BLOB_DIR: path.join(options.dataDir, "files"),
    HOLDED_SANDBOX_URL: `http://127.0.0.1:${options.sandboxPort}/api/v2`,
    ...options.extraEnv,
  };
}

async function runOnce(child: Child, logDir: string): Promise<void> {
  const { code } = await child.gone;
  if (code === 0) return;
  throw new Error(`${child.name} terminó (${code}): ${lastLines(path.join(logDir, `${child.name}.log`))}`);
}
