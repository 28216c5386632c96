import { describe, expect, it } from "vitest";
import { newLog } from "@/lib/platform/telemetry";

function written(write: (log: ReturnType<typeof newLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(newLog("info", { write: (line) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "") as Record<string, unknown>;
}

describe("a log line", () => {
  it("keeps ids and codes", () => {
    expect(written((log) => log.info({ companyId: "c-1", outcome: "proposal.stale" }, "command"))).toMatchObject({
      companyId: "c-1",
      outcome: "proposal.stale",
      msg: "command",
    });
  });

  it("never holds secrets, names, amounts or contents, at the top or one level down", () => {
    const told = { token: "pat_4711", email: "a4711@visto.example", name: "Ana 4711", amount: "4711.00", payload: { a: "4711" } };
    expect(JSON.stringify(written((log) => log.info({ ...told, nested: told })))).not.toContain("4711");
  });

  it("tells an error by type, code and frames, without what a driver hangs on it", () => {
    const error = Object.assign(new TypeError("something broke"), {
      code: "P2002",
      query: "SELECT 'pat_4711'",
      meta: { token: "pat_4711" },
    });
    const line = written((log) => log.error({ error }));
    expect(line.error).toMatchObject({ type: "TypeError", message: "something broke", code: "P2002" });
    expect(JSON.stringify(line)).not.toContain("4711");
  });

  it("leaves out the arguments that the database client prints into its messages", () => {
    const error = new Error(
      'Invalid `tx.person.create()` invocation:\n{ data: { email: "a4711@visto.example" } }\n\nUnique constraint failed',
    );
    error.name = "PrismaClientKnownRequestError";
    const line = written((log) => log.error({ error: new Error("outer", { cause: error }) }));
    expect(line.error).toMatchObject({ cause: { message: "Unique constraint failed" } });
    expect(JSON.stringify(line)).not.toContain("4711");
  });
});
