import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { demoTokens } from "./seed/demo-tokens";

const main = path.join(import.meta.dirname, "main.ts");
const token = demoTokens["ferreteria-aldaba"].full;
const folder = mkdtempSync(path.join(os.tmpdir(), "sandbox-restart-"));
const running = new Set<ChildProcess>();

/** Starts the program as a person would, and waits for the address it prints. */
async function start(port = "0"): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", main, "--port", port, "--data", folder]);
  running.add(child);
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    const url = /Local Holded: (http:\S+)\/ /.exec(printed)?.[1];
    if (url && printed.includes("Ctrl-C")) return { child, url };
  }
  throw new Error(`it ended at once: ${printed}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, "exit") as Promise<[number | null]>;
  child.kill(signal);
  const [code] = await exited;
  running.delete(child);
  return code;
}

afterEach(async () => {
  for (const child of running) await end(child, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("the program", () => {
  it("has everything it answered for after it was killed in the middle of work", async () => {
    const first = await start();
    const call = (url: string, init: RequestInit = {}): Promise<Response> =>
      fetch(url, { ...init, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } });
    const answered: string[] = [];
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 500; index += 1) {
        const name = `Contacto ${writer}-${index}`;
        const response = await call(`${first.url}/api/v2/contacts`, { method: "POST", body: JSON.stringify({ name }) }).catch(() => null);
        const made = response?.status === 201 ? await response.json().catch(() => null) : null;
        if (!made) return;
        answered.push((made as { id: string }).id);
        if (answered.length === 60) await end(first.child, "SIGKILL");
      }
    });
    await Promise.all(writers);
    expect(answered.length).toBeGreaterThanOrEqual(60);
    const second = await start();
    const page = (await (await call(`${second.url}/api/v2/contacts?limit=200`)).json()) as { items: { id: string }[] };
    expect(page.items.map((contact) => contact.id)).toEqual(expect.arrayContaining(answered));
    expect(await end(second.child, "SIGINT")).toBe(0);
  }, 120_000);

  it("says in one sentence that its port is in use", async () => {
    const first = await start();
    const child = spawn(process.execPath, [
      "--conditions=react-server",
      "--import",
      "tsx",
      main,
      "--memory",
      "--port",
      new URL(first.url).port,
    ]);
    let said = "";
    child.stderr.on("data", (chunk) => (said += String(chunk)));
    const [code] = (await once(child, "exit")) as [number];
    expect([code, said]).toEqual([1, "This port is in use. Stop what runs there, or choose another one with --port.\n"]);
  }, 120_000);
});
