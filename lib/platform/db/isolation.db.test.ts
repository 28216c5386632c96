import { describe, expect, it } from "vitest";
import { accountant, company } from "@/lib/testing/people";
import { testDatabase } from "@/lib/testing/database";

testDatabase();
describe("smoke", () => {
  it("sees own company", async () => {
    const { scope, ana } = await company().with(accountant("ana"));
    expect(await scope.read((tx) => tx.company.count())).toBe(1);
    expect(await scope.read((tx) => tx.person.findMany({ select: { id: true } }))).toEqual([{ id: ana.personId }]);
  });
});
