import { createHash } from "node:crypto";
import fs from "node:fs";
import { open } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bucketStore } from "@/lib/documents/blob-bucket";
import { folderStore } from "@/lib/documents/blob-folder";

const bytes = new TextEncoder().encode("una factura");
const badKeys = ["", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", ".hidden", "a\\b", "a/b\0c", "ñ", "x".repeat(200)];

describe("files in a folder", () => {
  const root = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "visto-blob-")), "files");
  afterAll(() => fs.rmSync(path.dirname(root), { recursive: true, force: true }));

  it("come back as they went in, also when written twice", async () => {
    const store = folderStore(root);
    await store.put("company/sandbox/one", bytes);
    await store.put("company/sandbox/one", bytes);
    expect(await store.get("company/sandbox/one")).toEqual(bytes);
    expect(await store.get("company/sandbox/other")).toBeNull();
    expect(fs.readdirSync(path.join(root, "company/sandbox"))).toEqual(["one"]);
  });

  it.runIf(process.platform !== "win32")("are for our account only", async () => {
    await folderStore(root).put("private/file", bytes);
    expect(fs.statSync(path.join(root, "private/file")).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.join(root, "private")).mode & 0o777).toBe(0o700);
  });

  it.each(badKeys)("never leave it: %j", async (key) => {
    await expect(folderStore(root).put(key, bytes)).rejects.toThrow("not a blob key");
    await expect(folderStore(root).get(key)).rejects.toThrow("not a blob key");
  });

  it.runIf(fs.existsSync("/dev/full"))("fail with one sentence on a full disk, and leave nothing half", async () => {
    const store = folderStore(root, { open: () => open("/dev/full", "w") });
    await expect(store.put("full/file", bytes)).rejects.toMatchObject({
      name: "StorageError",
      trouble: "full",
      message: "The place for files is full.",
    });
    expect(fs.readdirSync(path.join(root, "full"))).toEqual([]);
    expect(await store.get("full/file")).toBeNull();
  });

  it("fail when the folder cannot be", async () => {
    fs.writeFileSync(path.join(path.dirname(root), "a-file"), "");
    await expect(folderStore(path.join(path.dirname(root), "a-file")).put("x", bytes)).rejects.toMatchObject({ name: "StorageError" });
  });
});

describe("files in a bucket", () => {
  const kept = new Map<string, Buffer>();
  const seen: { method: string; url: string; headers: http.IncomingHttpHeaders }[] = [];
  /** Statuses to answer before behaving; 0 drops the connection. */
  const trouble: number[] = [];

  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
      const status = trouble.shift();
      if (status === 0) return void request.socket.destroy();
      if (status) return void response.writeHead(status).end();
      const body = Buffer.concat(parts);
      if (request.method === "PUT") {
        const hash = createHash("sha256").update(body).digest("hex");
        if (request.headers["x-amz-content-sha256"] !== hash) return void response.writeHead(400).end();
        kept.set(request.url ?? "", body);
        return void response.writeHead(200).end();
      }
      const found = kept.get(request.url ?? "");
      response.writeHead(found ? 200 : 404).end(found);
    });
  });
  beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const store = () =>
    bucketStore({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      bucket: "facturas",
      region: "eu-west-1",
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "a-secret",
      firstRetryMs: 1,
    });

  it("come back as they went in, by path, with a signed request", async () => {
    await store().put("company/live/one", bytes);
    expect(await store().get("company/live/one")).toEqual(bytes);
    expect(await store().get("company/live/none")).toBeNull();
    const put = seen.find(({ method }) => method === "PUT");
    expect(put?.url).toBe("/facturas/company/live/one");
    expect(put?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/s3\/aws4_request, SignedHeaders=[a-z0-9;-]*host;[a-z0-9;-]*x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
    expect(put?.headers["x-amz-date"]).toMatch(/^\d{8}T\d{6}Z$/);
    expect(JSON.stringify(seen)).not.toContain("a-secret");
  });

  it("are written again after a passing trouble", async () => {
    trouble.push(503, 0, 500);
    await store().put("company/live/two", bytes);
    expect(await store().get("company/live/two")).toEqual(bytes);
  });

  it.each([
    ["full", [507]],
    ["refused", [403]],
    ["unreachable", [500, 500, 500, 500]],
    ["unreachable", [0, 0, 0, 0]],
    ["failed", [400]],
  ] as const)("fail with one sentence when the bucket is %s", async (what, statuses) => {
    trouble.push(...statuses);
    await expect(store().put("company/live/three", bytes)).rejects.toMatchObject({ name: "StorageError", trouble: what });
    expect(trouble).toEqual([]);
    expect(await store().get("company/live/three")).toBeNull();
  });

  it.each(badKeys)("never leave it: %j", async (key) => {
    await expect(store().get(key)).rejects.toThrow("not a blob key");
  });
});
