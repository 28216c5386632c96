import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoTokens } from "./seed/demo-tokens";
import { startSandbox, type Sandbox } from "./start-sandbox";

const oldKey = "0123456789abcdef0123456789abcdef";
const token = demoTokens["ferreteria-aldaba"].full;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

const answer = async (
  path: string,
  headers: Record<string, string>,
): Promise<readonly [number, { readonly status: number; readonly info?: string }]> => {
  const response = await fetch(`${sandbox.url}/api/${path}`, { headers });
  return [response.status, (await response.json()) as { status: number; info?: string }];
};

describe("a call of the old API", () => {
  it.each(["invoicing", "crm", "projects", "team", "accounting"])(
    "to %s is told in its own shape that v2 is served here",
    async (group) => {
      const [status, body] = await answer(`${group}/v1/contacts`, { key: oldKey });
      expect([status, body.status]).toEqual([400, 0]);
      expect(body.info).toMatch(/v1 is not served.*v2/);
    },
  );

  it("with a token of v2 gets what Holded says to it", async () => {
    const wanted = [400, { status: 0, info: "Invalid key" }];
    expect(await answer("invoicing/v1/contacts", { key: token })).toEqual(wanted);
    expect(await answer("crm/v1/leads", { authorization: `Bearer ${token}` })).toEqual(wanted);
  });

  it("without any key gets 401", async () => {
    expect(await answer("invoicing/v1/contacts", {})).toEqual([401, { status: 401 }]);
  });

  it("that shows an old key to v2 is told the same, and stands in the log", async () => {
    const [status, body] = await answer("v2/contacts", { key: oldKey });
    expect([status, body.info]).toEqual([400, expect.stringMatching(/v1 is not served/)]);
    expect(sandbox.control.calls().at(-1)).toMatchObject({ path: "/api/v2/contacts", status: 400 });
    expect(sandbox.control.state().accounts.map((account) => account.usage.total)).toEqual([0, 0]);
  });
});
