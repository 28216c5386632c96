import { describe, expect, it } from "vitest";
import { authenticate } from "@/lib/platform/auth/authenticate";
import { addMember, changeRole, listMembers, removeMember } from "@/lib/platform/people";
import { testDatabase } from "@/lib/testing/database";
import { admin, company, viewer } from "@/lib/testing/people";

testDatabase();

const someone = () => `persona.${crypto.randomUUID()}@visto.example`;

describe("the people of a company", () => {
  it("get an account and a password that works, shown once", async () => {
    const { scope, ana } = await company().with(admin("ana"));
    const email = someone();
    const added = await addMember(scope, ana, { email, name: "Rosa Vila", role: "viewer" });
    if (!added.ok) throw new Error(added.error.code);
    expect((await listMembers(scope)).map(({ name, initials, role }) => [name, initials, role])).toContainEqual([
      "Rosa Vila",
      "RV",
      "viewer",
    ]);
    expect(await authenticate({ email, password: added.value.firstPassword ?? "", address: "test" })).toMatchObject({ ok: true });
  });

  it("who have an account already keep their name and password", async () => {
    const first = await company().with(admin("ana"));
    const second = await company().with(admin("luz"));
    const email = someone();
    await addMember(first.scope, first.ana, { email, name: "Rosa Vila", role: "viewer" });
    const added = await addMember(second.scope, second.luz, { email: email.toUpperCase(), name: "Otra", role: "accountant" });
    expect(added).toMatchObject({ ok: true, value: { name: "Rosa Vila", firstPassword: null } });
    expect(await addMember(second.scope, second.luz, { email, name: "Otra", role: "admin" })).toMatchObject({
      ok: false,
      error: { code: "input.invalid" },
    });
  });

  it("always include somebody who administers", async () => {
    const { scope, ana, luz } = await company().with(admin("ana"), admin("luz"));
    expect(await removeMember(scope, ana, { personId: luz.personId })).toMatchObject({ ok: true });
    expect(await removeMember(scope, ana, { personId: ana.personId })).toMatchObject({ error: { code: "people.last_admin" } });
    expect(await changeRole(scope, ana, { personId: ana.personId, role: "viewer" })).toMatchObject({
      error: { code: "people.last_admin" },
    });
  });

  it("who remove each other at the same moment leave one", async () => {
    const { scope, ana, luz } = await company().with(admin("ana"), admin("luz"));
    const answers = await Promise.all([
      removeMember(scope, ana, { personId: luz.personId }),
      removeMember(scope, luz, { personId: ana.personId }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await listMembers(scope)).toHaveLength(1);
  });

  it("of another company cannot be changed from here", async () => {
    const mine = await company().with(admin("ana"));
    const other = await company().with(admin("luz"), viewer("eva"));
    expect(await changeRole(mine.scope, mine.ana, { personId: other.eva.personId, role: "admin" })).toMatchObject({
      error: { code: "access.not_found" },
    });
    expect(await removeMember(mine.scope, mine.ana, { personId: other.eva.personId })).toMatchObject({
      error: { code: "access.not_found" },
    });
    expect(await listMembers(other.scope)).toHaveLength(2);
  });
});
