import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { insertCall, type CallRow } from "@/lib/holded/account-store";
import { callBodies, callPage, callPieces, callQuery, loggedPermissions, newerCalls } from "@/lib/holded/call-log";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment } from "@/lib/testing/people";

testDatabase();

const line: Omit<CallRow, "operation"> = {
  method: "GET",
  path: "/taxes",
  permission: "accounting:taxes.read",
  status: 200,
  ms: 12,
  attempt: 1,
  purpose: "scheduled",
  quotaLeft: 99,
  failure: null,
  requestBody: null,
  answerBody: { items: "•••" },
  proposalId: null,
};
const log = (scope: CompanyScope, calls: readonly Partial<CallRow>[]) =>
  scope.write(async (tx) => {
    for (const call of calls) await insertCall(tx, scope, { ...line, operation: randomUUID(), ...call });
  });
const pageOf = (scope: CompanyScope, query: object = {}) => callPage(scope, callQuery.parse(query));

/** Refused for a moment, then cut off, then written. */
const stubborn = (operation = randomUUID()): readonly Partial<CallRow>[] => {
  const call = { operation, method: "POST", path: "/purchases", permission: "accounting:purchases.write", purpose: "write" } as const;
  return [
    { ...call, attempt: 1, status: 429, failure: "holded.rate_limited" },
    { ...call, attempt: 2, status: null, failure: "holded.unreachable" },
    { ...call, attempt: 3, status: 201 },
  ];
};

describe("the pages of the integration log", () => {
  it("show every call exactly once, newest first", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(
      scope,
      Array.from({ length: 60 }, (_, n) => ({ path: `/taxes/${n}` })),
    );
    const first = await pageOf(scope);
    const second = await pageOf(scope, { before: first.older });
    expect([...first.operations, ...second.operations].map((call) => call.path)).toEqual(
      Array.from({ length: 60 }, (_, n) => `/taxes/${59 - n}`),
    );
    expect([first.newer, second.older]).toEqual([null, null]);
    expect((await pageOf(scope, { after: second.newer })).operations).toEqual(first.operations);
  });

  it("keep the attempts of a call on one line, which says how the last one ended", async () => {
    const { scope } = await company().with(accountant("ana"));
    const [one, two, three] = stubborn();
    await log(scope, [one ?? {}, { path: "/contacts" }, two ?? {}, three ?? {}]);
    const { operations } = await pageOf(scope);
    expect(operations.map(({ path, status, attempt }) => [path, status, attempt])).toEqual([
      ["/purchases", 201, 3],
      ["/contacts", 200, 1],
    ]);
    expect(operations[0]?.earlier.map(({ attempt, status, failure }) => [attempt, status, failure])).toEqual([
      [2, null, "holded.unreachable"],
      [1, 429, "holded.rate_limited"],
    ]);
  });

  it("find a call by how it ended, and by what any of its attempts was answered", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(scope, [...stubborn(), { failure: "holded.server_error", status: 500, path: "/contacts" }, {}]);
    const paths = async (query: object) => (await pageOf(scope, query)).operations.map((call) => call.path);
    expect(await paths({ outcome: "failed" })).toEqual(["/contacts"]);
    expect(await paths({ outcome: "ok" })).toEqual(["/taxes", "/purchases"]);
    expect(await paths({ outcome: "retried" })).toEqual(["/purchases"]);
    expect(await paths({ status: "429" })).toEqual(["/purchases"]);
    expect(await paths({ status: "none" })).toEqual(["/purchases"]);
    expect(await paths({ status: "5xx" })).toEqual(["/contacts"]);
    expect(await paths({ status: "2xx" })).toEqual(["/taxes", "/purchases"]);
    expect(await paths({ status: "4xx" })).toEqual([]);
  });

  it("find purposes, methods, permissions, proposals and paths, and nothing of the other environment", async () => {
    const { scope } = await company().with(accountant("ana"));
    const proposalId = randomUUID();
    await log(scope, [...stubborn(), { proposalId, path: "/contacts/100%" }, {}]);
    const found = async (query: object, where = scope) => (await pageOf(where, query)).operations.length;
    expect(await found({ purpose: "write" })).toBe(1);
    expect(await found({ method: "POST" })).toBe(1);
    expect(await found({ permission: "accounting:taxes.read" })).toBe(2);
    expect(await found({ proposal: proposalId })).toBe(1);
    expect(await found({ text: "PURCH" })).toBe(1);
    expect(await found({ text: "0%" })).toBe(1);
    expect(await found({ outcome: "nonsense", proposal: "nonsense" })).toBe(3);
    expect(await found({}, otherEnvironment(scope))).toBe(0);
    expect(await loggedPermissions(scope)).toEqual(["accounting:purchases.write", "accounting:taxes.read"]);
    expect(await loggedPermissions(otherEnvironment(scope))).toEqual([]);
  });

  it("tell how many calls came since a page was drawn, by the same filter", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(scope, [{}]);
    const after = (await pageOf(scope)).operations[0]?.id;
    await log(scope, [...stubborn(), {}, {}]);
    expect(await newerCalls(scope, callQuery.parse({ after }))).toBe(3);
    expect(await newerCalls(scope, callQuery.parse({ after, method: "POST" }))).toBe(1);
    expect(await newerCalls(scope, callQuery.parse({ after }), 2)).toBe(2);
  });

  it("are exported whole, oldest first, whatever the size of the pieces", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(scope, [...stubborn(), ...Array.from({ length: 7 }, (_, n) => ({ path: `/taxes/${n}` }))]);
    const pieces = [];
    for await (const piece of callPieces(scope, callQuery.parse({ purpose: "scheduled" }), 3)) pieces.push(piece.map(({ path }) => path));
    expect(pieces.flat()).toEqual(Array.from({ length: 7 }, (_, n) => `/taxes/${n}`));
    expect(pieces.map((piece) => piece.length)).toEqual([3, 3, 1]);
  });
});

describe("the bodies of a call", () => {
  it("are given for one attempt, to its own company and environment only", async () => {
    const { scope } = await company().with(accountant("ana"));
    const { scope: stranger } = await company().with(accountant("eva"));
    await log(scope, [{ requestBody: { id: "1" } }]);
    const id = (await pageOf(scope)).operations[0]?.id ?? "";
    expect(await callBodies(scope, id)).toEqual({ request: { id: "1" }, answer: { items: "•••" } });
    expect(await callBodies(otherEnvironment(scope), id)).toBeNull();
    expect(await callBodies(stranger, id)).toBeNull();
    expect(await callBodies(scope, "1; DROP")).toBeNull();
  });
});
