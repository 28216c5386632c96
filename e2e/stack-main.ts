/**
 * The whole product for a run of browser journeys, in a process of its own: its standard output says where it is, and
 * a small control address lets a journey kill and start the worker. Ends with its parent.
 */
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { buildOnce } from "@/lib/cli/build";
import { anyFreePort } from "@/lib/cli/ports";
import { startStack } from "@/lib/cli/stack";

const root = path.resolve(import.meta.dirname, "..");
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "visto-e2e-"));

await buildOnce(root, path.join(dataDir, "build.log"));
const stack = await startStack({
  root,
  dataDir,
  webPort: Number(process.env.VISTO_E2E_PORT ?? 3950),
  sandboxPort: await anyFreePort(),
  progress: () => undefined,
  extraEnv: { VISTO_FAULTS: "on" },
});

const control = http.createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://control");
  const done = (body: unknown) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  void answer(url, done).catch((error: unknown) => response.writeHead(500).end(String(error)));
});

async function answer(url: URL, done: (body: unknown) => void): Promise<void> {
  switch (url.pathname) {
    case "/worker/stop":
      await stack.worker.stop();
      return done({});
    case "/worker/start":
      // Every query parameter is a setting of the new worker: ?VISTO_CRASH_AFTER=create
      stack.worker = await stack.startWorker(Object.fromEntries(url.searchParams));
      return done({ pid: stack.worker.pid });
    case "/worker/gone":
      return done(await stack.worker.gone);
    default:
      throw new Error(`no such command: ${url.pathname}`);
  }
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  control.close();
  await stack.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
}

control.listen(0, "127.0.0.1", () => {
  const address = control.address();
  const port = typeof address === "object" && address ? address.port : 0;
  process.send?.({
    controlUrl: `http://127.0.0.1:${port}`,
    webUrl: stack.webUrl,
    sandboxUrl: stack.sandboxUrl,
    controlKey: stack.controlKey,
    logDir: stack.logDir,
  });
});
process.on("disconnect", () => void stop());
process.on("SIGTERM", () => void stop());
