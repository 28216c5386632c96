import fs from "node:fs";
import path from "node:path";
import { buildOnce } from "@/lib/cli/build";
import { isFree } from "@/lib/cli/ports";
import { endPreviousRun, recordRun } from "@/lib/cli/previous-run";
import { startStack, type Stack } from "@/lib/cli/stack";
import { demoPeople } from "@/prisma/demo";

const root = path.resolve(import.meta.dirname, "../..");
const dataDir = path.resolve(process.env.VISTO_DATA ?? path.join(root, ".data"));
const webPort = Number(process.env.PORT ?? 3000);
const sandboxPort = Number(process.env.HOLDED_SANDBOX_PORT ?? 4747);
const say = (text: string) => process.stdout.write(`  ${text}\n`);

const names = {
  database: "Base de datos (PostgreSQL)",
  sandbox: "Holded local",
  seed: "Empresas y personas de muestra",
  web: "Consola",
  worker: "Agentes",
} as const;

async function main(): Promise<void> {
  if (process.env.DATABASE_URL)
    refuse(
      "DATABASE_URL está definida: con una base de datos propia se arranca con `npm run serve` y `npm run worker` (README, «En producción»).",
    );
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await endPreviousRun(dataDir);
  await needPort(webPort, "la consola", "PORT");
  await needPort(sandboxPort, "el Holded local", "HOLDED_SANDBOX_PORT");
  const from = Date.now();
  say("Consola: se comprueba la versión construida");
  if (await buildOnce(root, path.join(dataDir, "build.log"))) say(`Consola construida en ${seconds(Date.now() - from)}`);
  const stack = await startStack({
    root,
    dataDir,
    webPort,
    sandboxPort,
    progress: (part, ms) => say(`✓ ${names[part]} · ${seconds(ms)}`),
  });
  recordRun(dataDir, [stack.web.pid, stack.worker.pid, stack.sandbox.pid]);
  welcome(stack);
  supervise(stack);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1).replace(".", ",")} s`;

function refuse(sentence: string): never {
  process.stderr.write(`\n  ${sentence}\n\n`);
  process.exit(1);
}

async function needPort(port: number, what: string, variable: string): Promise<void> {
  if (!Number.isInteger(port) || port < 1 || port > 65535) refuse(`${variable} no es un puerto válido: indique un número entre 1 y 65535.`);
  if (await isFree(port)) return;
  refuse(
    `El puerto ${port}, que necesita ${what}, está en uso: cierre el programa que lo ocupa o elija otro con ${variable}=${port + 10} npm start.`,
  );
}

function welcome(stack: Stack): void {
  say("");
  say(`Consola:       ${stack.webUrl}`);
  say(`Holded local:  ${stack.sandboxUrl}`);
  say("");
  say("Personas de muestra (solo en este modo):");
  for (const person of demoPeople) say(`  ${person.email.padEnd(22)} ${person.password.padEnd(22)} ${person.title}`);
  say("");
  say("Ctrl-C lo cierra todo.");
}

/** ctrl-C stops everything in order; a worker that dies is started again; a dead console or database ends the run. */
function supervise(stack: Stack): void {
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    say("");
    say("Cerrando…");
    await stack.stop();
    recordRun(dataDir, []);
    say("Cerrado.");
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  const watchWorker = () =>
    void stack.worker.gone.then(async () => {
      if (stopping) return;
      say("Los agentes se han detenido y arrancan de nuevo; ningún trabajo se pierde.");
      await new Promise((resolve) => setTimeout(resolve, 1000));
      stack.worker = await stack.startWorker();
      recordRun(dataDir, [stack.web.pid, stack.worker.pid, stack.sandbox.pid]);
      watchWorker();
    });
  watchWorker();
  for (const child of [stack.web, stack.sandbox]) {
    void child.gone.then(() => {
      if (stopping) return;
      say(
        `${child === stack.web ? names.web : names.sandbox} se ha detenido: el motivo está en ${path.join(stack.logDir, `${child.name}.log`)}`,
      );
      void stop(1);
    });
  }
}

main().catch((error: unknown) => {
  const e = error as NodeJS.ErrnoException;
  if (e.code === "ENOSPC") refuse(`El disco de ${dataDir} está lleno: libere espacio y repita la orden; no se ha perdido nada.`);
  if (e.code === "EACCES")
    refuse(`No se puede escribir en ${e.path ?? dataDir}: dé permiso a su usuario o indique otra carpeta con VISTO_DATA.`);
  refuse(`No se ha podido arrancar: ${e.message}`);
});
