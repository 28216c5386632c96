import { randomUUID } from "node:crypto";
import type { Actor, Role } from "@/lib/platform/actor";
import { companyScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";
import type { Environment } from "@/lib/review/model";

export type TestPerson = Extract<Actor, { kind: "person" }> & { readonly email: string };

type PersonSpec<N extends string> = { readonly name: N; readonly role: Role };

export type TestCompany<N extends string> = {
  readonly scope: CompanyScope;
  readonly slug: string;
} & { readonly [K in N]: TestPerson };

const person =
  (role: Role) =>
  <const N extends string>(name: N): PersonSpec<N> => ({ name, role });

export const admin = person("admin");
export const accountant = person("accountant");
export const salesRep = person("sales_rep");
export const projectOwner = person("project_owner");
export const viewer = person("viewer");

/**
 * A new company with people in it: `const { scope, ana } = await company().with(accountant("ana"))`. Every call makes
 * unique data, so tests run in any order and side by side.
 */
export function company(options: { readonly environment?: Environment } = {}) {
  return {
    with: <const N extends string>(...people: readonly PersonSpec<N>[]): Promise<TestCompany<N>> =>
      build(options.environment ?? "sandbox", people),
  };
}

/** The same company in the other environment. */
export function otherEnvironment(scope: CompanyScope): CompanyScope {
  return companyScope({ companyId: scope.companyId, environment: scope.environment === "sandbox" ? "live" : "sandbox" });
}

async function build<N extends string>(environment: Environment, people: readonly PersonSpec<N>[]): Promise<TestCompany<N>> {
  const companyId = randomUUID();
  const slug = `empresa-${companyId.slice(0, 8)}`;
  const scope = companyScope({ companyId, environment });
  const actors = people.map(({ name, role }): readonly [N, TestPerson] => [name, newPerson(name, role)]);
  await scope.write(async (tx) => {
    await tx.company.createMany({ data: [{ id: companyId, slug, name: `Empresa ${slug}, S.L.`, taxId: "B12345674", environment }] });
    for (const [, actor] of actors) await join(tx, scope, actor);
  });
  return { scope, slug, ...(Object.fromEntries(actors) as { [K in N]: TestPerson }) };
}

/** One more person in a company that stands already. */
export async function memberOf(scope: CompanyScope, { name, role }: PersonSpec<string>): Promise<TestPerson> {
  const actor = newPerson(name, role);
  await scope.write((tx) => join(tx, scope, actor));
  return actor;
}

async function join(tx: Tx, { companyId }: CompanyScope, { personId: id, email, name, initials, role }: TestPerson): Promise<void> {
  await tx.person.createMany({ data: [{ id, email, name, initials, passwordHash: "no password" }] });
  await tx.membership.createMany({ data: [{ companyId, personId: id, role }] });
}

function newPerson(name: string, role: Role): TestPerson {
  const personId = randomUUID();
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  return {
    kind: "person",
    personId,
    name: shown,
    initials: shown.slice(0, 2).toUpperCase(),
    role,
    email: `${name}.${personId.slice(0, 8)}@visto.example`,
  };
}
