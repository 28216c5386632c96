import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoTokens } from "../seed/demo-tokens";
import { startWithClient, type TestClient } from "../test-client";

const aldaba = "ferreteria-aldaba";
let client: TestClient;
let cookie = "";

beforeEach(async () => {
  client = await startWithClient({ controlKey: "clave" });
  cookie = await enter("clave");
});
afterEach(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
});

async function enter(key: string): Promise<string> {
  const response = await send("/-/enter", { key }, {});
  return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

const look = async (path: string, own = ""): Promise<string> =>
  (await fetch(client.sandbox.url + path, { headers: { cookie: own } })).text();
const send = (path: string, form: Record<string, string>, headers: Record<string, string> = { cookie }): Promise<Response> =>
  fetch(client.sandbox.url + path, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
const said = async (response: Response): Promise<string> => /role="status"[^>]*>([^<]*)</.exec(await response.text())?.[1] ?? "";
/** What a browser would send for the switches as they are shown. */
const switchForm = async (): Promise<Record<string, string>> => {
  const page = await look(`/${aldaba}`, cookie);
  const form = page.slice(page.indexOf('id="switches"'));
  const inputs = [...form.matchAll(/<input\s+id="[^"]*"\s+name="([^"]+)"\s+type="(\w+)"\s+value="([^"]*)"([^>]*)>/g)].filter(
    ([, , type, , rest]) => type !== "checkbox" || rest?.includes("checked"),
  );
  const selects = [...form.matchAll(/<select id="[^"]*" name="([^"]+)">([\s\S]*?)<\/select>/g)].map(
    ([, name = "", options = ""]) => [name, /value="([^"]*)"\s+selected/.exec(options)?.[1] ?? ""] as const,
  );
  return {
    action: "switches",
    ...Object.fromEntries(inputs.map(([, name = "", , value = ""]) => [name, value])),
    ...Object.fromEntries(selects),
  };
};

describe("the pages", () => {
  it("show nothing to press to somebody without the control key", async () => {
    for (const path of ["/", `/${aldaba}`, "/-/faults"]) expect(await look(path)).not.toMatch(/name="action"/);
    expect(await look(`/${aldaba}`, cookie)).toMatch(/name="action" value="switches"/);
  });

  it("change nothing for somebody without it, nor for a form of another site", async () => {
    const form = { action: "usage", calls: "10" };
    expect((await send(`/${aldaba}`, form, {})).status).toBe(403);
    expect((await send(`/${aldaba}`, form, { cookie: "holded_sandbox=0" })).status).toBe(403);
    expect((await send(`/${aldaba}`, form, { cookie, origin: "https://attacker.example" })).status).toBe(403);
    expect(await enter("otra")).toBe("");
    expect(client.sandbox.control.state().accounts[0]?.usage.total).toBe(0);
    expect((await send(`/${aldaba}`, form)).status).toBe(200);
    expect(client.sandbox.control.state().accounts[0]?.usage.total).toBe(10);
  });

  it("offer every switch as it is, so that saving without a change changes nothing", async () => {
    client.sandbox.control.setSwitches(
      { plan: "basico", windows: { minute: null, second: 5 }, webhooks: { lost: 0.25 }, locked_until: "2026-06-30" },
      aldaba,
    );
    const before = client.sandbox.control.state().accounts[0]?.switches;
    expect(await said(await send(`/${aldaba}`, await switchForm()))).toBe("Conmutadores guardados.");
    const after = client.sandbox.control.state().accounts[0]?.switches;
    expect(after).toMatchObject({ ...before, webhooks: { lost: 0.25 } });
  });

  it("turn switches, and refuse what cannot be in words", async () => {
    const form = await switchForm();
    await send(`/${aldaba}`, { ...form, number_format: "spec", "windows.minute": "30" });
    expect(client.sandbox.control.state().accounts[0]?.switches).toMatchObject({ number_format: "spec", windows: { minute: 30 } });
    const refused = await send(`/${aldaba}`, { ...form, "webhooks.lost": "7" });
    expect([refused.status, await said(refused)]).toEqual([400, expect.stringContaining("webhooks")]);
  });

  it("make tokens that work, change their permissions, and revoke them", async () => {
    const secret = /pat_\w+_\w+/.exec(await said(await send(`/${aldaba}`, { action: "token-read", name: "Prueba" })))?.[0] ?? "";
    expect((await client.call("GET", "/taxes", undefined, secret)).status).toBe(200);
    expect((await client.call("POST", "/tags", { name: "x" }, secret)).status).toBe(403);
    const token = client.sandbox.control.state().accounts[0]?.tokens.find((one) => one.name === "Prueba")?.id ?? "";
    await send(`/${aldaba}`, { action: "permissions", token, permissions: "account:tags.write" });
    expect((await client.call("POST", "/tags", { name: "x" }, secret)).status).toBe(201);
    await send(`/${aldaba}`, { action: "revoke", token });
    expect((await client.call("POST", "/tags", { name: "x" }, secret)).status).toBe(403);
  });

  it("bring movements from the bank as people write amounts", async () => {
    const [account] = client.sandbox.control.objects("treasury-accounts", aldaba);
    const movements = "2026-11-20; -1.121,50; Recibo; con punto y coma\n2026-11-21; 18.15; Abono";
    expect(await said(await send(`/${aldaba}`, { action: "bank", treasury: account?.id ?? "", movements }))).toBe(
      "2 movimientos traídos del banco.",
    );
    const brought = client.sandbox.control.objects("bank-movements", aldaba).slice(-2);
    expect(brought.map((one) => [one["amount"], one["description"]])).toEqual([
      ["-1121.50", "Recibo; con punto y coma"],
      ["18.15", "Abono"],
    ]);
    expect((await send(`/${aldaba}`, { action: "bank", treasury: account?.id ?? "", movements: "ayer" })).status).toBe(400);
  });

  it("order faults and end them", async () => {
    await send("/-/faults", { action: "order", kind: "500_before", path: "/taxes$", times: "2" });
    expect((await client.call("GET", "/taxes")).status).toBe(500);
    expect(await look("/-/faults")).toContain("500_before");
    await send("/-/faults", { action: "random", rate: "1", seed: "3", kinds: "423" });
    await send("/-/faults", { action: "clear" });
    expect((await client.call("GET", "/taxes")).status).toBe(200);
  });

  it("filter the log of calls and go back in it", async () => {
    client.sandbox.control.setSwitches({ windows: { minute: null } });
    for (let index = 0; index < 105; index += 1) await client.call("GET", "/taxes");
    await client.call("GET", "/purchases/6abf0f7d2d3c4b5a69788000");
    const refused = await look("/-/calls?outcome=refused");
    expect([refused.includes("6abf0f7d2d3c4b5a69788000"), refused.includes("/api/v2/taxes")]).toEqual([true, false]);
    const older = /href="(\/-\/calls\?[^"]*before=[^"]*)"/.exec(await look("/-/calls?path=taxes"))?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect((await look(older)).match(/<code>GET \/api\/v2\/taxes/g)).toHaveLength(5);
  });

  it("show every kind of object and each object, without what opens something", async () => {
    const { json } = await client.call("POST", "/webhooks", { url: "http://127.0.0.1:9/", events: ["contact.create"] });
    const kinds = Object.keys(client.sandbox.control.state().accounts[0]?.objects ?? {});
    expect(kinds.length).toBeGreaterThan(20);
    for (const kind of kinds) {
      const list = await fetch(`${client.sandbox.url}/${aldaba}/${kind}`);
      expect([kind, list.status]).toEqual([kind, 200]);
      const link = new RegExp(`href="(/${aldaba}/${kind}/[^"]+)"`).exec(await list.text())?.[1];
      if (link) expect([link, (await fetch(client.sandbox.url + link)).status]).toEqual([link, 200]);
    }
    const hook = await look(`/${aldaba}/webhooks/${String(json["id"])}`);
    expect(hook).toContain("127.0.0.1:9");
    expect(hook).not.toContain(String(json["secret"]));
    for (const token of Object.values(demoTokens)) expect(await look(`/${aldaba}/tokens`)).not.toContain(token.full);
  });

  it("never turn data into markup, wherever it stands", async () => {
    const nasty = `"><script>alert(1)</script>`;
    const { json } = await client.call("POST", "/contacts", { name: nasty });
    await client.purchase({ number: nasty, contact_id: json["id"], tags: [nasty] });
    await client.call("GET", `/contacts?code=${encodeURIComponent(nasty)}&${encodeURIComponent(nasty)}=1`);
    await send(`/${aldaba}`, { action: "token", name: nasty });
    await send("/-/faults", { action: "order", kind: "423", path: nasty });
    const paths = [
      "/",
      `/${aldaba}`,
      "/-/calls",
      `/-/calls?path=${encodeURIComponent(nasty)}`,
      "/-/faults",
      `/${aldaba}/contacts`,
      `/${aldaba}/purchases`,
    ];
    for (const path of [...paths, `/${aldaba}/contacts/${String(json["id"])}`])
      expect([path, (await look(path, cookie)).includes("<script")]).toEqual([path, false]);
    expect(await said(await send(`/${aldaba}`, { action: nasty }))).not.toContain("<script");
  });

  it("answer 404 for what there is not", async () => {
    for (const path of ["/nadie", `/${aldaba}/nada`, `/${aldaba}/contacts/6abf0f7d2d3c4b5a69788000`, "/-/nada", "/%E0"]) {
      expect([path, (await fetch(client.sandbox.url + path)).status]).toEqual([path, 404]);
    }
  });
});

describe("the page to look at", () => {
  it("shows purchases with lines and files, and nothing typed becomes markup", async () => {
    const id = await client.purchase({ number: "<b>1</b>", items: [{ name: "<script>alert(1)</script>", units: 1, price: 2 }] });
    await client.upload(`/purchases/${id}/attachments`, "a&b.pdf", new Uint8Array([7]));
    const home = await (await fetch(client.sandbox.url)).text();
    expect(home).toContain("&lt;b&gt;1&lt;/b&gt;");
    const page = await (await fetch(`${client.sandbox.url}/${aldaba}/purchases/${id}`)).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
    const [, link = ""] = /href="([^"]+)"[^>]*>\s*a&amp;b\.pdf/.exec(page) ?? [];
    const file = await fetch(client.sandbox.url + link);
    expect([file.status, file.headers.get("content-disposition"), [...new Uint8Array(await file.arrayBuffer())]]).toEqual([
      200,
      "attachment; filename*=UTF-8''a%26b.pdf",
      [7],
    ]);
  });

  it("is for browsers of this machine", async () => {
    const { status } = await statusWithHost("holded.attacker.example");
    expect(status).toBe(404);
  });
});

async function statusWithHost(host: string): Promise<{ status: number | undefined }> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(client.sandbox.url, { headers: { host } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    })
      .on("error", reject)
      .end();
  });
}
