import { describe, expect, it } from "vitest";
import { insertCall, type CallRow } from "@/lib/holded/account-store";
import { callPage, callQuery } from "@/lib/holded/call-log";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, otherEnvironment } from "@/lib/testing/people";

testDatabase();

const line: CallRow = {
  method: "GET",
  path: "/taxes",
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
    for (const call of calls) await insertCall(tx, scope, { ...line, ...call });
  });

describe("the pages of the integration log", () => {
  it("show every call exactly once, newest first, with its bodies as text", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(
      scope,
      Array.from({ length: 60 }, (_, n) => ({ path: `/taxes/${n}` })),
    );
    const first = await callPage(scope, callQuery.parse({}));
    const second = await callPage(scope, callQuery.parse({ before: first.older }));
    expect([...first.calls, ...second.calls].map((call) => call.path)).toEqual(Array.from({ length: 60 }, (_, n) => `/taxes/${59 - n}`));
    expect([first.newer, second.older, second.calls[0]?.requestBody]).toEqual([null, null, null]);
    expect(JSON.parse(second.calls[0]?.answerBody ?? "")).toEqual({ items: "•••" });
    expect((await callPage(scope, callQuery.parse({ after: second.newer }))).calls).toEqual(first.calls);
  });

  it("find failures, purposes and paths, and nothing of the other environment", async () => {
    const { scope } = await company().with(accountant("ana"));
    await log(scope, [{ failure: "holded.unreachable", status: null }, { purpose: "write", path: "/purchases" }, {}]);
    const paths = async (query: object, where = scope) =>
      (await callPage(where, callQuery.parse(query))).calls.map((call) => call.status ?? call.path);
    expect(await paths({ outcome: "failed" })).toEqual(["/taxes"]);
    expect(await paths({ outcome: "ok" })).toHaveLength(2);
    expect(await paths({ purpose: "write" })).toHaveLength(1);
    expect(await paths({ text: "PURCH" })).toHaveLength(1);
    expect(await paths({}, otherEnvironment(scope))).toEqual([]);
  });
});
