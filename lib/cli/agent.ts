import { readdirSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { answerQuotes } from "@/lib/cli/agent-quotes";
import { answerReconciliation } from "@/lib/cli/agent-reconciliation";
import { answerFile } from "@/lib/cli/answer-file";
import { loneReader } from "@/lib/claude/ask-alone";
import { closeReaders } from "@/lib/documents/read-document";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";

const usage =
  "uso: npm run --silent agent -- invoices --in FICHERO_O_CARPETA... --out respuestas.jsonl [--page-only] [--claude] [--workers N]";
const readable = new Set([".pdf", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".xml", ".xsig", ".eml"]);

type Options = {
  readonly inputs: readonly string[];
  readonly out: string;
  readonly workers: number;
  readonly pageOnly: boolean;
  readonly claude: boolean;
};

/** The headless door: 0 when every input got an answer, 2 for wrong arguments, 1 for a fault. */
async function run(args: readonly string[]): Promise<number> {
  if (args[0] === "reconciliation") return answerReconciliation(args.slice(1), process.env["INIT_CWD"] ?? process.cwd());
  if (args[0] === "quotes") return answerQuotes(args.slice(1), process.env["INIT_CWD"] ?? process.cwd());
  const options = parse(args);
  if (!options) return wrong(usage);
  // npm runs scripts in the project; paths are meant from where the command was called.
  const from = process.env["INIT_CWD"] ?? process.cwd();
  const files: { readonly file: string; readonly shown: string }[] = [];
  for (const input of options.inputs) {
    const found = filesAt(path.resolve(from, input), input);
    if (!found) return wrong(`no existe: ${input}`);
    files.push(...found);
  }
  const second = options.claude ? await loneReader() : null;
  if (second && !second.ok)
    return wrong("--claude necesita en ANTHROPIC_API_KEY una clave de la API de Anthropic; no se ha leído ni enviado nada");
  const out = await open(path.resolve(from, options.out), "w");
  const context = { today: todayInMadrid(systemClock), pageOnly: options.pageOnly, ...(second && { secondReader: second.value }) };
  try {
    await inOrder(
      files.map(
        ({ file, shown }) =>
          () =>
            answerFile(file, shown, context),
      ),
      options.workers,
      async (answers, done) => {
        await out.write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(""));
        if (process.stderr.isTTY) process.stderr.write(`\r${done} / ${files.length}${done === files.length ? "\n" : ""}`);
      },
    );
  } finally {
    await out.close();
    closeReaders();
  }
  return 0;
}

function parse(args: readonly string[]): Options | null {
  const [agent, ...rest] = args;
  if (agent !== "invoices") return null;
  const inputs: string[] = [];
  let out: string | null = null;
  let workers = availableParallelism();
  let pageOnly = false;
  let claude = false;
  for (let at = 0; at < rest.length; at++) {
    const name = rest[at];
    const value = rest[at + 1];
    if (name === "--in") {
      for (; rest[at + 1] !== undefined && !rest[at + 1]?.startsWith("--"); at++) inputs.push(rest[at + 1] ?? "");
    } else if (name === "--out" && value !== undefined && !value.startsWith("--")) {
      out = value;
      at++;
    } else if (name === "--workers" && value !== undefined && /^[1-9]\d?$/.test(value)) {
      workers = Number(value);
      at++;
    } else if (name === "--page-only") pageOnly = true;
    else if (name === "--claude") claude = true;
    else return null;
  }
  return inputs.length > 0 && out !== null ? { inputs, out, workers, pageOnly, claude } : null;
}

/** One file, or those of a folder and its folders by name; null when there is nothing at that path. */
function filesAt(file: string, shown: string): { file: string; shown: string }[] | null {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return null;
  if (!stats.isDirectory()) return [{ file, shown }];
  const entries = readdirSync(file, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const inside = path.join(file, entry.name);
    const named = path.join(shown, entry.name);
    if (entry.isDirectory()) return filesAt(inside, named) ?? [];
    return readable.has(path.extname(entry.name).toLowerCase()) ? [{ file: inside, shown: named }] : [];
  });
}

/** Runs some tasks at a time and hands over the results in the order of the tasks. */
async function inOrder<T>(
  tasks: readonly (() => Promise<T>)[],
  width: number,
  write: (result: T, done: number) => Promise<void>,
): Promise<void> {
  const running = new Map<number, Promise<T>>();
  let next = 0;
  for (let done = 0; done < tasks.length; done++) {
    for (; next < tasks.length && next < done + width; next++) {
      const task = tasks[next];
      if (task) running.set(next, guarded(task()));
    }
    const result = await running.get(done);
    running.delete(done);
    if (result !== undefined) await write(result, done + 1);
  }
}

/** A task that fails while another is awaited must not end the process before its turn. */
function guarded<T>(task: Promise<T>): Promise<T> {
  task.catch(() => undefined);
  return task;
}

function wrong(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
