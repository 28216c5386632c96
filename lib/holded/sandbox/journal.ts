import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import type { Stored } from "./collection";

/** One change: collection, id, and the whole object or null when it was removed. */
export type Write = readonly [collection: string, id: string, object: Stored | null];

/** Where an account's writes go. One `append` is one transaction: all of it survives or none. */
export type Journal = {
  load(apply: (write: Write) => void): void;
  append(writes: readonly Write[]): void;
  /** Resolves when everything appended so far is on the disk, not only with the operating system. */
  flushed(): Promise<void>;
  putFile(id: string, bytes: Uint8Array): void;
  getFile(id: string): Uint8Array | null;
  clear(): void;
  close(): Promise<void>;
};

/** Forgets everything at the end: for tests. */
export function memoryJournal(): Journal {
  const files = new Map<string, Uint8Array>();
  return {
    load: () => undefined,
    append: () => undefined,
    flushed: () => Promise.resolve(),
    putFile: (id, bytes) => void files.set(id, bytes),
    getFile: (id) => files.get(id) ?? null,
    clear: () => files.clear(),
    close: () => Promise.resolve(),
  };
}

/** A new log is begun, and the state written beside it, after so many lines. */
const linesPerLog = 20_000;

/**
 * An append-only log of JSON lines with a snapshot now and then. `log-N` continues `snapshot-N`; a snapshot is renamed
 * into place only when it is whole, so that a process killed at any moment finds either the old pair or the new one.
 */
export function diskJournal(folder: string, everything: () => Iterable<Write>): Journal {
  mkdirSync(path.join(folder, "files"), { recursive: true, mode: 0o700 });
  let generation = newestSnapshot(folder);
  let log: number | null = null;
  let lines = 0;
  let appended = 0;
  let synced = 0;
  let syncing: Promise<void> | null = null;
  let snapshotting: Promise<void> = Promise.resolve();
  /** Grows when everything is cleared: what was begun before must not come back. */
  let epoch = 0;

  function handle(): number {
    log ??= openSync(file(folder, "log", generation), "a", 0o600);
    return log;
  }

  function rotate(): void {
    const old = log;
    generation += 1;
    log = openSync(file(folder, "log", generation), "a", 0o600);
    lines = 0;
    const state = [...everything()];
    const mine = { generation, epoch };
    snapshotting = snapshotting
      .then(() => writeSnapshot(folder, mine.generation, state, () => mine.epoch === epoch))
      // Without the snapshot the logs before it stay, and the next start reads them all.
      .catch((error: unknown) => console.error("[sandbox] no snapshot could be written:", error));
    if (old === null) return;
    fsyncSync(old);
    closeLater(old);
  }

  /** A sync of the file may still be under way in another thread: its number must not be given away meanwhile. */
  function closeLater(handleOfLog: number): void {
    const close = (): void => closeSync(handleOfLog);
    void (syncing ?? Promise.resolve()).then(close, close);
  }

  async function sync(): Promise<void> {
    const upTo = appended;
    await new Promise<void>((done, failed) => fdatasync(handle(), (error) => (error ? failed(error) : done())));
    synced = Math.max(synced, upTo);
  }

  return {
    load(apply) {
      readLines(file(folder, "snapshot", generation), apply);
      for (let next = generation; existsSync(file(folder, "log", next)); next += 1) {
        lines = readLines(file(folder, "log", next), apply);
        generation = next;
      }
    },
    append(writes) {
      writeWhole(handle(), Buffer.from(`${JSON.stringify(writes)}\n`));
      appended += 1;
      lines += 1;
      if (lines >= linesPerLog) rotate();
    },
    async flushed() {
      const upTo = appended;
      // Writers that wait at the same time share one call to the disk.
      while (synced < upTo) {
        syncing ??= sync().finally(() => (syncing = null));
        await syncing;
      }
    },
    putFile(id, bytes) {
      const target = path.join(folder, "files", id);
      const handleOfFile = openSync(target, "w", 0o600);
      writeFileSync(handleOfFile, bytes);
      fsyncSync(handleOfFile);
      closeSync(handleOfFile);
    },
    getFile(id) {
      const target = path.join(folder, "files", id);
      return existsSync(target) ? new Uint8Array(readFileSync(target)) : null;
    },
    clear() {
      if (log !== null) closeLater(log);
      log = null;
      lines = 0;
      generation = 0;
      epoch += 1;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(path.join(folder, "files"), { recursive: true, mode: 0o700 });
    },
    async close() {
      await snapshotting;
      await syncing;
      if (log !== null) closeSync(log);
      log = null;
    },
  };
}

const file = (folder: string, kind: "log" | "snapshot", generation: number): string =>
  path.join(folder, `${kind}-${String(generation).padStart(6, "0")}.jsonl`);

const generationsOf = (folder: string, kind: "log" | "snapshot"): number[] =>
  readdirSync(folder).flatMap((name) => {
    const found = new RegExp(`^${kind}-(\\d{6})\\.jsonl$`).exec(name);
    return found?.[1] ? [Number(found[1])] : [];
  });

const newestSnapshot = (folder: string): number => Math.max(0, ...generationsOf(folder, "snapshot"));

/** The whole line or nothing: on a full disk half a line must not stand before the next one. */
function writeWhole(handle: number, bytes: Buffer): void {
  const { size } = fstatSync(handle);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
  } catch (error) {
    ftruncateSync(handle, size);
    throw error;
  }
}

/** Applies every whole line. What a killed process left half-written at the end of a log never happened, and is cut off. */
function readLines(name: string, apply: (write: Write) => void): number {
  if (!existsSync(name)) return 0;
  const bytes = readFileSync(name);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(name, whole);
  const lines = bytes.subarray(0, whole).toString("utf8").split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) for (const write of parseLine(line, name, index + 1)) apply(write);
  return lines.length;
}

function parseLine(line: string, name: string, number: number): readonly Write[] {
  try {
    return JSON.parse(line) as Write[];
  } catch (error) {
    throw new Error(`The data of the local Holded is damaged: ${name}, line ${number}. Move the folder away to begin anew.`, {
      cause: error,
    });
  }
}

/** Writes the state in pieces, so that calls are answered in between, and then drops what it replaces. */
async function writeSnapshot(folder: string, generation: number, state: readonly Write[], wanted: () => boolean): Promise<void> {
  const target = file(folder, "snapshot", generation);
  const handle = openSync(`${target}.part`, "w", 0o600);
  try {
    for (let start = 0; start < state.length && wanted(); start += 500) {
      writeWhole(handle, Buffer.from(`${JSON.stringify(state.slice(start, start + 500))}\n`));
      await new Promise((next) => setImmediate(next));
    }
    // Not the one that waits: a large file takes a while to reach the disk, and calls are answered meanwhile.
    await new Promise<void>((done, failed) => fsync(handle, (error) => (error ? failed(error) : done())));
  } finally {
    closeSync(handle);
  }
  if (!wanted()) return;
  renameSync(`${target}.part`, target);
  dropOlder(folder, generation);
}

function dropOlder(folder: string, generation: number): void {
  for (const kind of ["log", "snapshot"] as const) {
    for (const old of generationsOf(folder, kind)) if (old < generation) rmSync(file(folder, kind, old), { force: true });
  }
}
