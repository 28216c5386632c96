import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** A client of Holded's API v2 that was written by others and is published: nobody here had a hand in it. */
const client = {
  name: "@francodesystems-npm/n8n-nodes-holded",
  version: "0.5.4",
  integrity: "sha512-iuWB5Wy5E3j+c8BLs4+rOezSPthfcDA+Tw+v/y+DxFrLlhKrv0WDRKzRtPn7Vd1CNOXRyixQd4jGYt0Wj81ggQ==",
} as const;

const installWithinMs = 25_000;

/** What the host application gives it: the few names that it takes from there when it is loaded. */
const hostModule = `
class NodeError extends Error {
  constructor(node, error) { super(typeof error === "string" ? error : error.message); this.cause = error; }
}
module.exports = { NodeOperationError: NodeError, NodeApiError: NodeError, NodeConnectionTypes: { Main: "main" } };
`;

/** One operation as the client knows it. */
export type ForeignOperation = { readonly method: string; readonly path: string; readonly resource: string; readonly name: string };
type CatalogueEntry = { readonly method: string; readonly path: string };

/** A field of its form. */
export type ForeignProperty = {
  readonly name: string;
  readonly type: string;
  readonly default?: unknown;
  readonly options?: readonly ForeignProperty[];
  readonly displayOptions?: { readonly show?: Readonly<Record<string, readonly unknown[]>> };
};

type Executable = { readonly description: { readonly properties: readonly ForeignProperty[] }; execute(): Promise<unknown> };
type Listener = { webhook(): Promise<unknown> };

export type ForeignClient = {
  readonly version: string;
  readonly operations: readonly ForeignOperation[];
  readonly node: Executable;
  readonly trigger: Listener;
  /** The header that its credentials send. */
  authorization(token: string): string;
};

/**
 * The client, installed in a scratch folder outside the project and kept there between runs; nothing of it is run at
 * installation. Null with a reason when it cannot be had.
 */
export async function foreignClient(): Promise<ForeignClient | { readonly missing: string }> {
  const folder = path.join(os.tmpdir(), `visto-bueno-foreign-client-${client.version}`);
  if (!existsSync(path.join(folder, "ready"))) {
    const failure = await install(folder);
    if (failure !== null) return { missing: failure };
  }
  // Scratch folders are shared: what somebody else put there is not run.
  if (process.getuid && statSync(folder).uid !== process.getuid()) return { missing: "the scratch folder belongs to somebody else" };
  return load(folder);
}

/** @returns why it could not be installed, or null */
async function install(folder: string): Promise<string | null> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), "visto-bueno-foreign-client-new-"));
  try {
    writeFileSync(path.join(scratch, "package.json"), '{"private":true}');
    const flags = ["--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--no-save", "--fetch-retries=0"];
    await promisify(execFile)("npm", ["install", ...flags, `${client.name}@${client.version}`], { cwd: scratch, timeout: installWithinMs });
    const lock = JSON.parse(readFileSync(path.join(scratch, "node_modules", ".package-lock.json"), "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
    };
    if (lock.packages[`node_modules/${client.name}`]?.integrity !== client.integrity)
      return "what was served under its name is something else";
    const host = path.join(scratch, "node_modules", "n8n-workflow");
    mkdirSync(host, { recursive: true });
    writeFileSync(path.join(host, "index.js"), hostModule);
    writeFileSync(path.join(scratch, "ready"), "");
    // Whole or not at all, also when two runs install it at the same time.
    if (!existsSync(folder)) renameSync(scratch, folder);
    return null;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return /npm error code (\w+)/.exec(text)?.[1] ?? text.split("\n")[0] ?? text;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function load(folder: string): ForeignClient {
  const require = createRequire(path.join(folder, "driver.cjs"));
  const part = <T>(file: string): T => require(`${client.name}/dist/${file}`) as T;
  const { Holded } = part<{ readonly Holded: new () => Executable }>("nodes/Holded/Holded.node.js");
  const { HoldedTrigger } = part<{ readonly HoldedTrigger: new () => Listener }>("nodes/Holded/HoldedTrigger.node.js");
  const { V2_CATALOG } = part<{ readonly V2_CATALOG: Readonly<Record<string, Readonly<Record<string, CatalogueEntry>>>> }>(
    "nodes/Holded/v2/V2Generated.js",
  );
  const { HoldedV2Api } = part<{
    readonly HoldedV2Api: new () => {
      readonly authenticate: { readonly properties: { readonly headers: { readonly Authorization: string } } };
    };
  }>("credentials/HoldedV2Api.credentials.js");
  const header = new HoldedV2Api().authenticate.properties.headers.Authorization;
  const generated = Object.entries(V2_CATALOG).flatMap(([resource, operations]) =>
    Object.entries(operations).map(([name, { method, path: address }]) => ({
      method,
      path: address.replace("/api/v2", ""),
      resource,
      name,
    })),
  );
  return {
    version: client.version,
    operations: [...generated, ...handWritten],
    node: new Holded(),
    trigger: new HoldedTrigger(),
    authorization: (token) => header.replace(/^=/, "").replace(/\{\{\s*\$credentials\.apiKey\s*\}\}/, token),
  };
}

/** Contacts stand in its code and not in its catalogue. */
const handWritten: readonly ForeignOperation[] = (
  [
    ["create", "POST", "/contacts"],
    ["getAll", "GET", "/contacts"],
    ["search", "GET", "/contacts/search"],
    ["get", "GET", "/contacts/{contactId}"],
    ["update", "PUT", "/contacts/{contactId}"],
    ["delete", "DELETE", "/contacts/{contactId}"],
    ["bulkArchive", "POST", "/contacts/bulk-archive"],
    ["bulkDelete", "POST", "/contacts/bulk-delete"],
    ["uploadAttachment", "POST", "/contacts/{contactId}/attachments"],
    ["listAttachments", "GET", "/contacts/{contactId}/attachments"],
    ["getAttachment", "GET", "/contacts/{contactId}/attachments/{filename}"],
    ["getPortalLink", "GET", "/contacts/{contactId}/portal-link"],
  ] as const
).map(([name, method, address]) => ({ name, method, path: address, resource: "contact" }));
