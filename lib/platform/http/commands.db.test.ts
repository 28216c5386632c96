import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";
import { companyAction } from "@/lib/platform/http/company-action";
import { companyRoute, created } from "@/lib/platform/http/company-route";
import { openCompany } from "@/lib/platform/http/open-company";
import { personAction } from "@/lib/platform/http/person-action";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, salesRep } from "@/lib/testing/people";
import { browserHeaders, browserRequest } from "@/lib/testing/request-headers";

// The framework's request: what a browser sends stands in for it.
vi.mock("next/headers", () => ({ headers: vi.fn() }));
const arrives = (sent: Headers) => vi.mocked(headers).mockResolvedValue(sent as Awaited<ReturnType<typeof headers>>);

testDatabase();

const command = vi.fn<(input: unknown) => Promise<Result<string>>>();
beforeEach(() => {
  command.mockReset();
  command.mockResolvedValue(ok("done"));
});

const action = companyAction({ name: "test.approve", needs: "invoices.approve" })
  .input(z.object({ id: z.uuid(), amount: z.string().optional() }))
  .run(({ input, scope, actor }) => command({ ...input, companyId: scope.companyId, by: actor.personId }));

async function places() {
  const mine = await company().with(accountant("ana"), salesRep("sergio"));
  const theirs = await company().with(accountant("eva"));
  return { mine, theirs, at: { company: mine.slug, environment: "sandbox" as const } };
}

describe("an action of a company", () => {
  it("runs once for a member with the permission, in her company and environment", async () => {
    const { mine, at } = await places();
    arrives(await browserHeaders(mine.ana));
    const id = randomUUID();
    expect(await action({ ...at, id })).toEqual({ ok: true, value: "done" });
    expect(command.mock.calls).toEqual([[{ id, companyId: mine.scope.companyId, by: mine.ana.personId }]]);
  });

  it("answers a stranger exactly as if the company did not exist", async () => {
    const { theirs, at } = await places();
    arrives(await browserHeaders(theirs.eva));
    const code = async (where: unknown) => {
      const answer = await action(where as Parameters<typeof action>[0]);
      return answer.ok ? "ok" : { code: answer.error.code, keys: Object.keys(answer.error) };
    };
    const missing = await code({ ...at, company: "no-such-company", id: randomUUID() });
    expect(missing).toEqual({ code: "access.not_found", keys: ["code", "requestId"] });
    for (const given of [
      { ...at, id: randomUUID() },
      { ...at, id: "wrong" },
      { ...at, company: "../etc" },
      { ...at, environment: "test" },
      {},
      null,
      "x",
    ]) {
      expect(await code(given)).toEqual(missing);
    }
    expect(command).not.toHaveBeenCalled();
  });

  it.each([
    ["nobody is signed in", async () => browserHeaders(), "auth.required"],
    [
      "it comes from another site",
      async () => new Headers({ ...Object.fromEntries(await browserHeaders()), origin: "https://evil.example" }),
      "access.forbidden",
    ],
    ["it does not say where it comes from", async () => new Headers({ host: "localhost:3000" }), "access.forbidden"],
  ] as const)("is refused when %s", async (_, sent, code) => {
    const { at } = await places();
    arrives(await sent());
    expect(await action({ ...at, id: randomUUID() })).toMatchObject({ ok: false, error: { code } });
    expect(command).not.toHaveBeenCalled();
  });

  it("is refused to a member without the permission", async () => {
    const { mine, at } = await places();
    arrives(await browserHeaders(mine.sergio));
    expect(await action({ ...at, id: randomUUID() })).toMatchObject({ ok: false, error: { code: "access.forbidden" } });
    expect(command).not.toHaveBeenCalled();
  });

  it("is refused with the names of wrong fields, unknown ones included", async () => {
    const { mine, at } = await places();
    arrives(await browserHeaders(mine.ana));
    expect(await action({ ...at, id: "wrong" })).toMatchObject({
      ok: false,
      error: { code: "input.invalid", fields: { id: "invalid_format" } },
    });
    const smuggled = { ...at, id: randomUUID(), companyId: randomUUID() };
    expect(await action(smuggled)).toMatchObject({ ok: false, error: { code: "input.invalid", fields: { "": "unrecognized_keys" } } });
    expect(command).not.toHaveBeenCalled();
  });

  it("says of a bug only its request id, and of a refusal only code and detail", async () => {
    const { mine, at } = await places();
    arrives(await browserHeaders(mine.ana));
    command.mockRejectedValueOnce(new Error("secret 4711"));
    const bug = await action({ ...at, id: randomUUID() });
    expect(bug).toEqual({ ok: false, error: { code: "internal.unexpected", requestId: expect.any(String) as string } });
    command.mockResolvedValueOnce(fail({ code: "proposal.stale", detail: { now: 3 }, retry: "never", cause: new Error("secret 4711") }));
    const refusal = await action({ ...at, id: randomUUID() });
    expect(refusal).toEqual({ ok: false, error: { code: "proposal.stale", requestId: expect.any(String) as string, detail: { now: 3 } } });
  });
});

describe("an action of a person", () => {
  it("runs for whoever is signed in and for nobody else", async () => {
    const { mine } = await places();
    const mineOnly = personAction({ name: "test.locale" })
      .input(z.object({ locale: z.string() }))
      .run(({ person, input }) => command({ ...input, id: person.id }));
    arrives(await browserHeaders());
    expect(await mineOnly({ locale: "ca" })).toMatchObject({ ok: false, error: { code: "auth.required" } });
    arrives(await browserHeaders(mine.ana));
    expect(await mineOnly({ locale: "ca" })).toEqual({ ok: true, value: "done" });
    expect(command.mock.calls).toEqual([[{ locale: "ca", id: mine.ana.personId }]]);
  });
});

describe("a page of a company", () => {
  const open = (slug: string, environment = "sandbox") => openCompany(Promise.resolve({ company: slug, environment }), "invoices.read");

  it("opens for a member, in the environment of the address", async () => {
    const { mine } = await places();
    arrives(await browserHeaders(mine.ana));
    const opened = await open(mine.slug, "live");
    expect(opened).toMatchObject({ environment: "live", role: "accountant", company: { slug: mine.slug } });
    expect([opened.can("invoices.approve"), opened.can("people.write")]).toEqual([true, false]);
  });

  it("is the same missing page for a stranger, an unknown company, a wrong environment and a lacking permission", async () => {
    const { mine, theirs } = await places();
    arrives(await browserHeaders(theirs.eva));
    const missing = { digest: "NEXT_HTTP_ERROR_FALLBACK;404" };
    await expect(open(mine.slug)).rejects.toMatchObject(missing);
    await expect(open("no-such-company")).rejects.toMatchObject(missing);
    await expect(open(theirs.slug, "test")).rejects.toMatchObject(missing);
    arrives(await browserHeaders(mine.sergio));
    await expect(open(mine.slug)).rejects.toMatchObject(missing);
  });

  it("sends nobody to the sign-in page whether the company exists or not", async () => {
    const { mine } = await places();
    arrives(await browserHeaders());
    for (const slug of [mine.slug, "no-such-company"]) {
      await expect(open(slug)).rejects.toMatchObject({ digest: expect.stringContaining("/sign-in?callbackUrl=") as string });
    }
  });
});

describe("a route of a company", () => {
  const body = z.object({ amount: z.string().regex(/^\d+\.\d\d$/) });
  const post = companyRoute({ name: "test.post", needs: "invoices.write", body, idempotent: true }, async ({ body: sent }) =>
    created(await command(sent)),
  );
  const get = companyRoute({ name: "test.get", needs: "invoices.read", query: z.object({ page: z.coerce.number().int() }) }, ({ query }) =>
    Promise.resolve(ok({ page: query.page })),
  );
  const context = (slug: string) => ({ params: Promise.resolve({ company: slug, environment: "sandbox" }) });

  async function caller() {
    const { mine, theirs } = await places();
    const send = async (key: string | undefined, sent: unknown, who = mine.ana) => {
      const sentHeaders = await browserHeaders(who);
      if (key) sentHeaders.set("idempotency-key", key);
      return post(browserRequest("/api/x", { headers: sentHeaders, method: "POST", body: sent }), context(mine.slug));
    };
    return { mine, theirs, send };
  }

  it("parses its query and never lets an answer be cached", async () => {
    const { mine } = await caller();
    const response = await get(browserRequest("/api/x?page=3", { headers: await browserHeaders(mine.ana) }), context(mine.slug));
    expect([response.status, await response.json()]).toEqual([200, { page: 3 }]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[\w-]{8,}$/);
  });

  it("answers 401 to nobody, 404 to a stranger, 403 to another site and to a member who may not, 400 to a wrong body", async () => {
    const { mine, theirs, send } = await caller();
    const anonymous = await get(browserRequest("/api/x?page=1", { headers: await browserHeaders() }), context(mine.slug));
    const stranger = await send(randomUUID(), { amount: "1.00" }, theirs.eva);
    const foreign = await browserHeaders(mine.ana);
    foreign.set("origin", "https://evil.example");
    const cross = await post(browserRequest("/api/x", { headers: foreign, method: "POST", body: {} }), context(mine.slug));
    const member = await send(randomUUID(), { amount: "1.00" }, mine.sergio);
    const wrong = await send(randomUUID(), { amount: "1,00" });
    expect([anonymous, stranger, cross, member, wrong].map((r) => r.status)).toEqual([401, 404, 403, 403, 400]);
    expect(await stranger.json()).toEqual({ error: { code: "access.not_found", requestId: expect.any(String) as string } });
    expect(command).not.toHaveBeenCalled();
  });

  it("passes a file on as it is and turns a bug into a request id", async () => {
    const { mine } = await caller();
    const request = browserRequest("/api/x", { headers: await browserHeaders(mine.ana) });
    const file = companyRoute({ name: "test.file", needs: "invoices.read" }, () =>
      Promise.resolve(new Response("%PDF", { headers: { "content-type": "application/pdf", "cache-control": "private, max-age=60" } })),
    );
    const answer = await file(request, context(mine.slug));
    expect([answer.headers.get("content-type"), answer.headers.get("cache-control"), await answer.text()]).toEqual([
      "application/pdf",
      "private, max-age=60",
      "%PDF",
    ]);
    const broken = companyRoute({ name: "test.bug", needs: "invoices.read" }, () => Promise.reject(new Error("secret 4711")));
    const failure = await broken(request, context(mine.slug));
    expect(failure.status).toBe(500);
    expect(await failure.text()).not.toContain("4711");
  });

  it("refuses a body larger than any form before reading it whole", async () => {
    const { send } = await caller();
    expect((await send(randomUUID(), { amount: "1".repeat(2_000_000) })).status).toBe(400);
  });

  describe("that is idempotent", () => {
    it("does the work once and answers the same again", async () => {
      const { send } = await caller();
      const key = randomUUID();
      const answers = [await send(key, { amount: "1.00" }), await send(key, { amount: "1.00" })];
      expect(answers.map((a) => a.status)).toEqual([201, 201]);
      expect(await answers[1]?.json()).toEqual("done");
      expect(command).toHaveBeenCalledTimes(1);
    });

    it("refuses the same key with another body, and a missing key", async () => {
      const { send } = await caller();
      const key = randomUUID();
      await send(key, { amount: "1.00" });
      expect((await send(key, { amount: "2.00" })).status).toBe(422);
      expect((await send(undefined, { amount: "2.00" })).status).toBe(400);
      expect(command).toHaveBeenCalledTimes(1);
    });

    it("tells the twin of a request in flight to come back", async () => {
      const { send } = await caller();
      const key = randomUUID();
      let finish: (value: Result<string>) => void = () => {};
      let began = () => {};
      const atWork = new Promise<void>((resolve) => (began = resolve));
      command.mockImplementationOnce(() => {
        began();
        return new Promise((resolve) => (finish = resolve));
      });
      const first = send(key, { amount: "1.00" });
      await atWork;
      const twin = await send(key, { amount: "1.00" });
      expect([twin.status, twin.headers.get("retry-after")]).toEqual([409, "1"]);
      finish(ok("done"));
      expect((await first).status).toBe(201);
      expect((await send(key, { amount: "1.00" })).status).toBe(201);
      expect(command).toHaveBeenCalledTimes(1);
    });

    it("keeps a refusal, but not a trouble of the server: that may be tried again with the same key", async () => {
      const { send } = await caller();
      const [refused, broken, unreachable] = [randomUUID(), randomUUID(), randomUUID()];
      command.mockResolvedValueOnce(refuse("proposal.stale"));
      expect([(await send(refused, { amount: "1.00" })).status, (await send(refused, { amount: "1.00" })).status]).toEqual([409, 409]);
      command.mockRejectedValueOnce(new Error("bug"));
      expect([(await send(broken, { amount: "1.00" })).status, (await send(broken, { amount: "1.00" })).status]).toEqual([500, 201]);
      command.mockResolvedValueOnce(fail({ code: "holded.unreachable", retry: "later" }));
      expect([(await send(unreachable, { amount: "1.00" })).status, (await send(unreachable, { amount: "1.00" })).status]).toEqual([
        502, 201,
      ]);
    });

    it("belongs to one person: the same key of a colleague is another request", async () => {
      const mine = await company().with(accountant("ana"), accountant("eva"));
      const key = randomUUID();
      for (const who of [mine.ana, mine.eva]) {
        const sentHeaders = await browserHeaders(who);
        sentHeaders.set("idempotency-key", key);
        await post(browserRequest("/api/x", { headers: sentHeaders, method: "POST", body: { amount: "1.00" } }), context(mine.slug));
      }
      expect(command).toHaveBeenCalledTimes(2);
    });
  });
});
