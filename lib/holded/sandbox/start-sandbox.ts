import "server-only";
import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { serveAdmin } from "./admin/serve-admin";
import { controlPrefix, serveControl } from "./control-http";
import { Core } from "./core";
import type { SandboxControl } from "./sandbox-control";
import { demoAccounts } from "./seed/demo-accounts";
import type { SeedAccount } from "./seed/seed-account";
import { serveApi } from "./serve-api";
import { isV1, refuseV1 } from "./serve-v1";
import type { Switches } from "./switches";

export type SandboxOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** A folder of its own. Left out, everything lives in memory and ends with the process. */
  readonly dataDir?: string;
  /** What the accounts begin with: the two sample companies, or nothing, or accounts of your own. */
  readonly seed?: readonly SeedAccount[];
  readonly switches?: Partial<Switches>;
  /** Opens the control plane over HTTP; a random one when left out. */
  readonly controlKey?: string;
  readonly now?: () => Date;
  /** Host names besides this machine's own that webhooks may be sent to. */
  readonly webhookHosts?: readonly string[];
  /** The wait after the first refusal of a webhook (1000); every further one is four times as long, an hour at most. */
  readonly webhookFirstRetryMs?: number;
};

export type Sandbox = {
  /** `http://127.0.0.1:PORT`; the API is at `/api/v2` below it. */
  readonly url: string;
  readonly port: number;
  readonly controlKey: string;
  readonly control: SandboxControl;
  stop(): Promise<void>;
};

const saveUsageEveryMs = 2_000;

/**
 * Starts a local Holded that speaks API v2.
 * @throws the error of the server when it cannot listen (`EADDRINUSE`: the port is taken)
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const core = new Core({
    dataDir: options.dataDir ?? null,
    seed: options.seed ?? demoAccounts,
    switches: options.switches ?? {},
    now: options.now ?? (() => new Date()),
    ...(options.webhookHosts ? { webhookHosts: options.webhookHosts } : {}),
    ...(options.webhookFirstRetryMs === undefined ? {} : { webhookFirstRetryMs: options.webhookFirstRetryMs }),
  });
  const controlKey = options.controlKey ?? randomBytes(18).toString("base64url");
  const host = options.host ?? "127.0.0.1";
  const stopping = new AbortController();
  // Every call that is made to wait listens for the end.
  setMaxListeners(0, stopping.signal);
  const server = createServer((request, response) => {
    serve(core, controlKey, request, response, stopping.signal).catch((error: unknown) => {
      // Whatever went wrong is ours: the caller gets 500 and tests see it counted.
      core.log.mistake(`${request.method ?? ""} ${request.url ?? ""}: ${String(error)}`);
      console.error("[sandbox]", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // As long as servers behind a balancer keep a connection: one that closes early cuts off a call that is just on its way.
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 66_000;
  await listen(server, options.port ?? 0, host);
  const timer = setInterval(() => {
    for (const account of core.accounts.values()) account.saveUsage();
  }, saveUsageEveryMs).unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    controlKey,
    control: core,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await close(server);
      await core.close();
    },
  };
}

async function serve(
  core: Core,
  controlKey: string,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  if (url.pathname.startsWith(controlPrefix)) await serveControl(core, controlKey, request, response, url);
  else if (isV1(request, url.pathname)) refuseV1(core, request, response, url);
  else if (url.pathname.startsWith("/api/v2/")) await serveApi(core, request, response, url, stopping);
  else await serveAdmin(core, controlKey, request, response, url);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      ready();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}
