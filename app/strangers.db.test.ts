import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { headers } from "next/headers";
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "@/lib/platform/http/answer";
import { testDatabase } from "@/lib/testing/database";
import { admin, company } from "@/lib/testing/people";
import { browserHeaders, browserRequest } from "@/lib/testing/request-headers";

// The framework's request: what a browser sends stands in for it.
vi.mock("next/headers", () => ({ headers: vi.fn(), cookies: vi.fn() }));
const arrives = (sent: Headers) => vi.mocked(headers).mockResolvedValue(sent as Awaited<ReturnType<typeof headers>>);

testDatabase();

const appFolder = import.meta.dirname;
const files = fs
  .readdirSync(appFolder, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll(path.sep, "/"))
  .filter((file) => !file.includes(".test."));
const ofCompany = (name: RegExp) => files.filter((file) => file.includes("[company]") && name.test(file));
const load = (file: string) => import(path.join(appFolder, file)) as Promise<Record<string, unknown>>;

async function places() {
  const [mine, theirs] = [await company().with(admin("marta")), await company().with(admin("eva"))];
  const params = { company: mine.slug, environment: "sandbox", id: randomUUID() };
  return {
    params,
    companyId: mine.scope.companyId,
    missing: { ...params, company: "no-such-company" },
    stranger: await browserHeaders(theirs.eva),
    nobody: await browserHeaders(),
  };
}

/** Everything that differs between two requests that say the same. */
const withoutIds = (text: string) => text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>");

describe("every route of a company", () => {
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
  type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
  const ask = async (handler: Handler, method: string, sent: Headers, params: object) => {
    const answer = await handler(browserRequest("/api/x", { headers: sent, method, ...(method === "GET" ? {} : { body: {} }) }), {
      params: Promise.resolve(params),
    });
    return { status: answer.status, body: withoutIds(await answer.text()) };
  };

  /** Holded has no session: its deliveries come to an unguessable address, and any other looks as if nothing existed. */
  const byAddress = (file: string) => file.startsWith("api/holded/");
  const routes = ofCompany(/\/route\.ts$/);

  it.each(routes.filter(byAddress))("%s answers everybody without its address as if nothing existed", async (file) => {
    const { companyId, params, missing, stranger, nobody } = await places();
    const guessed = { environment: "sandbox", address: randomUUID() };
    for (const [method, handler] of Object.entries(await load(file)).filter(([name]) => methods.some((m) => m === name))) {
      const answers = [];
      for (const sent of [stranger, nobody])
        for (const where of [
          { ...params, ...guessed },
          { ...missing, ...guessed },
          { ...guessed, company: companyId },
        ])
          answers.push(await ask(handler as Handler, method, sent, where));
      expect(answers).toEqual(answers.map(() => ({ status: 404, body: "" })));
    }
  });

  it.each(routes.filter((file) => !byAddress(file)))(
    "%s answers a stranger as if nothing existed, and nobody without a session",
    async (file) => {
      const { params, missing, stranger, nobody } = await places();
      const handlers = Object.entries(await load(file)).filter(([name]) => methods.some((m) => m === name));
      expect(handlers.length).toBeGreaterThan(0);
      for (const [method, handler] of handlers) {
        const [asStranger, ofNothing] = [
          await ask(handler as Handler, method, stranger, params),
          await ask(handler as Handler, method, stranger, missing),
        ];
        expect(asStranger).toEqual(ofNothing);
        expect(asStranger).toEqual({ status: 404, body: '{"error":{"code":"access.not_found","requestId":"<id>"}}' });
        expect((await ask(handler as Handler, method, nobody, params)).status).toBe(401);
        expect(await ask(handler as Handler, method, nobody, missing)).toEqual(await ask(handler as Handler, method, nobody, params));
      }
    },
  );
});

describe("every action", () => {
  const actionFiles = files.filter(
    (file) => /\.tsx?$/.test(file) && /^"use server";/.test(fs.readFileSync(path.join(appFolder, file), "utf8")),
  );
  type Action = (given: object) => Promise<Answer<unknown>>;
  const codeOf = async (action: Action, given: object) => {
    const answer = await action(given);
    return answer.ok ? "ok" : answer.error.code;
  };

  it.each(actionFiles)("%s refuses nobody, and a stranger as if nothing existed", async (file) => {
    const { params, missing, stranger, nobody } = await places();
    const actions = Object.entries(await load(file)).filter(([, value]) => typeof value === "function") as [string, Action][];
    expect(actions.length).toBeGreaterThan(0);
    for (const [name, action] of actions) {
      arrives(nobody);
      expect([name, await codeOf(action, params)]).toEqual([name, "auth.required"]);
      if (!file.includes("[company]")) continue;
      arrives(stranger);
      expect([name, await codeOf(action, params)]).toEqual([name, "access.not_found"]);
      expect([name, await codeOf(action, missing)]).toEqual([name, "access.not_found"]);
    }
  });
});

describe("every page of a company", () => {
  type Page = (props: { params: Promise<object>; searchParams: Promise<object> }) => Promise<unknown>;

  it.each(ofCompany(/\/page\.tsx$/))("%s is missing for a stranger and asks nobody to sign in first", async (file) => {
    const { params, missing, stranger, nobody } = await places();
    const page = (await load(file)).default as Page;
    const open = (where: object) => page({ params: Promise.resolve(where), searchParams: Promise.resolve({}) });
    arrives(stranger);
    await expect(open(params)).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
    await expect(open(missing)).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
    arrives(nobody);
    for (const where of [params, missing])
      await expect(open(where)).rejects.toMatchObject({ digest: expect.stringContaining("/sign-in") as string });
  });
});
