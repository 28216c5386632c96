import "server-only";
import { z } from "zod";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { roles, type Actor, type Role } from "@/lib/platform/actor";
import type { CurrentPerson } from "@/lib/platform/auth/session";
import { companyScope, personScope, type CompanyScope } from "@/lib/platform/db/scope";
import { can, type Permission } from "@/lib/platform/permissions";
import { environment, type Environment } from "@/lib/review/model";

/** Where a request wants to work: both parts stand in every address. */
export const place = z.object({ company: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/), environment });
export type Place = z.infer<typeof place>;

export type CompanyFacts = { readonly id: string; readonly slug: string; readonly name: string; readonly taxId: string };

/** A company that the current person belongs to, opened in one environment. */
export type OpenedCompany = {
  readonly scope: CompanyScope;
  readonly actor: Extract<Actor, { kind: "person" }>;
  readonly person: CurrentPerson;
  readonly company: CompanyFacts;
  readonly environment: Environment;
  readonly role: Role;
  readonly can: (permission: Permission) => boolean;
};

const storedRole = z.enum(roles);

/**
 * Opens a company for a person. A company that is not there and one she does not belong to are the same refusal;
 * a member without the permission hears that she lacks it.
 */
export async function openFor(person: CurrentPerson, where: unknown, needs: Permission): Promise<Result<OpenedCompany>> {
  const parsed = place.safeParse(where);
  if (!parsed.success) return refuse("access.not_found");
  const membership = await membershipOf(person.id, parsed.data.company);
  if (!membership) return refuse("access.not_found");
  const role = storedRole.parse(membership.role);
  if (!can(role, needs)) return refuse("access.forbidden");
  return ok(openedAs(person, membership.company, role, parsed.data.environment));
}

/** A company whose membership was just read, opened. Who calls this has asked for the permission that it needs. */
export function openedAs(person: CurrentPerson, company: CompanyFacts, role: Role, where: Environment): OpenedCompany {
  return {
    scope: companyScope({ companyId: company.id, environment: where }),
    actor: { kind: "person", personId: person.id, name: person.name, initials: person.initials, role },
    person,
    company,
    environment: where,
    role,
    can: (permission) => can(role, permission),
  };
}

/** Her companies and what she is there, by name: for the overview and the switcher. */
export async function companiesOf(personId: string) {
  const rows = await personScope(personId, (tx) =>
    tx.membership.findMany({
      where: { personId },
      select: { role: true, company: { select: { id: true, slug: true, name: true, taxId: true, environment: true } } },
    }),
  );
  return rows
    .map(({ role, company }) => ({ ...company, role: storedRole.parse(role), environment: environment.parse(company.environment) }))
    .sort((a, b) => a.name.localeCompare(b.name, "es"));
}

function membershipOf(personId: string, slug: string) {
  return personScope(personId, (tx) =>
    tx.membership.findFirst({
      where: { personId, company: { slug } },
      select: { role: true, company: { select: { id: true, slug: true, name: true, taxId: true } } },
    }),
  );
}
