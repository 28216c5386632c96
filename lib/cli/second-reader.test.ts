import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loneReader, type LoneReader } from "@/lib/claude/ask-alone";
import { answerFile, type HeadlessAnswer } from "@/lib/cli/answer-file";
import { closeReaders } from "@/lib/documents/read-document";
import { closeWriters } from "@/lib/documents/write-pages";
import { testMessages } from "@/lib/testing/claude";
import { pagesPdf } from "@/lib/testing/pdfs";
import { valueOf } from "@/lib/testing/proposals";
import { secondAnswerOf } from "@/lib/testing/second-answer";

const fake = testMessages();
const root = path.join(import.meta.dirname, "../..");
const key = "sk-ant-0123456789abcdef";
/** Its total and its sums contradict each other: the own reading is not sure. */
const paper = `
FERRETERIA ALDABA, S.L.                                 FACTURA
NIF: B12345674  Tel. 912 345 678
N. factura: A-2291                  Talleres Roca, S.A.
Fecha: 14/10/2026                   NIF: A28015865

Descripcion                     Cantidad     Precio               Importe
Tornillo 20 mm                         1     100,00                100,00

Base imponible      % IVA       Cuota IVA               TOTAL FACTURA
100,00              21          21,00                   125,00
`;
const same = { number: "A-2291", issueDate: "2026-10-14", supplierTaxId: "B12345674", total: "100.00" };
let folder = "";
let file = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "visto-second-"));
  file = path.join(folder, "dudosa.pdf");
  fs.writeFileSync(file, await pagesPdf(paper));
});
afterAll(() => {
  closeReaders();
  closeWriters();
  fs.rmSync(folder, { recursive: true });
});
beforeEach(() => {
  process.env["ANTHROPIC_API_KEY"] = key;
  fake().requests.splice(0);
  fake().script.splice(0);
  fake().standing = () => ({ kind: "answer", value: secondAnswerOf(same) });
  return () => delete process.env["ANTHROPIC_API_KEY"];
});

async function answered(secondReader?: LoneReader): Promise<HeadlessAnswer> {
  const [answer] = await answerFile(file, "dudosa.pdf", { today: "2026-11-22", pageOnly: false, ...(secondReader && { secondReader }) });
  if (!answer) throw new Error("no answer");
  return answer;
}
const codes = ({ reasons }: HeadlessAnswer) => reasons.map(({ code }) => code);

describe("the second reader without a company", () => {
  it("is not asked unless it is wanted, and not about what the own reading is sure of", async () => {
    expect((await answered()).status).toBe("needs_review");
    expect(fake().requests).toHaveLength(0);
    const sure = path.join(root, "e2e/fixtures/pdf/01-tornilleria-clasica.pdf");
    const options = { today: "2026-11-22", pageOnly: false, secondReader: valueOf(await loneReader()) };
    const [clear] = await answerFile(sure, "a.pdf", options);
    expect([clear?.status, fake().requests.length]).toEqual(["clear", 0]);
  });

  it("raises the confidence of what it reads too, with the key of the environment", async () => {
    const [before, after] = [await answered(), await answered(valueOf(await loneReader()))];
    expect(codes(after)).toContain("second.agrees");
    expect(after.confidence["number"]).toBeGreaterThan(before.confidence["number"] ?? 1);
    expect(after.status).toBe("needs_review");
    expect(fake().requests).toHaveLength(1);
    expect(fake().requests[0]?.authorization).toContain(key);
    expect(fake().requests[0]?.body.messages[0]?.content).toMatchObject([{ type: "document" }, { type: "text" }]);
  });

  it("lowers it where it reads something else, and changes no value", async () => {
    fake().standing = () => ({ kind: "answer", value: secondAnswerOf({ ...same, number: "A-2297" }) });
    const [before, after] = [await answered(), await answered(valueOf(await loneReader()))];
    expect(after.confidence["number"]).toBeLessThanOrEqual(0.5);
    expect(after.invoice).toEqual(before.invoice);
  });

  it.each([
    ["is overloaded", [529, 529, 529]],
    ["takes no more", [429, 429, 429]],
    ["refuses the key", [401]],
  ])("that %s leaves the own reading as it is, and says so", async (_, statuses) => {
    fake().script.push(...statuses.map((status) => ({ kind: "error", status, retryAfter: "0" }) as const));
    const [before, after] = [await answered(), await answered(valueOf(await loneReader()))];
    expect(codes(after)).toContain("second.not_available");
    expect({ ...after, reasons: [], ms: {} }).toEqual({ ...before, reasons: [], ms: {} });
  });

  it("that answers no JSON twice, or breaks off, is no reader", async () => {
    fake().script.push({ kind: "text", text: "Claro:" }, { kind: "text", text: "{" });
    expect(codes(await answered(valueOf(await loneReader())))).toContain("second.not_available");
    fake().script.push({ kind: "cut" }, { kind: "cut" }, { kind: "cut" });
    expect(codes(await answered(valueOf(await loneReader())))).toContain("second.not_available");
  });

  it("that only failed is left alone for a while", async () => {
    const reader = valueOf(await loneReader());
    fake().standing = () => ({ kind: "error", status: 529, retryAfter: "0" });
    await answered(reader);
    const tried = fake().requests.length;
    expect(codes(await answered(reader))).toContain("second.not_available");
    expect(fake().requests).toHaveLength(tried);
  });
});

describe("the command", () => {
  const run = (args: readonly string[], env: Record<string, string>) =>
    new Promise<{ readonly code: number | null; readonly said: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ["--conditions=react-server", "--import", "tsx", "lib/cli/agent.ts", "invoices", ...args],
        { cwd: root, env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "test", ...env } },
        (_, __, stderr) => resolve({ code: child.exitCode, said: stderr }),
      );
    });
  const out = () => path.join(folder, "out.jsonl");

  it("refuses --claude without a key, before it reads or writes anything", { timeout: 60_000 }, async () => {
    const { code, said } = await run(["--claude", "--in", file, "--out", out()], {});
    expect([code, said]).toEqual([2, expect.stringContaining("ANTHROPIC_API_KEY")]);
    expect(fs.existsSync(out())).toBe(false);
  });

  it("asks the second reader with one, and nobody without --claude", { timeout: 60_000 }, async () => {
    const env = { ANTHROPIC_API_KEY: key, CLAUDE_STANDIN_URL: fake().url };
    expect((await run(["--in", file, "--out", out()], env)).code).toBe(0);
    expect(fake().requests).toHaveLength(0);
    expect((await run(["--claude", "--in", file, "--out", out()], env)).code).toBe(0);
    expect(fs.readFileSync(out(), "utf8")).toContain("second.agrees");
    expect(fake().requests).toHaveLength(1);
  });
});
