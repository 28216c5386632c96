import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { roles, type Actor, type Role } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { normalizeEmail } from "@/lib/platform/auth/authenticate";
import { hashPassword } from "@/lib/platform/auth/password";
import { signInScope, type CompanyScope, type Tx } from "@/lib/platform/db/scope";

export type Member = {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly email: string;
  readonly role: Role;
  readonly since: string;
};

const storedRole = z.enum(roles);

/** The people of a company, by name. */
export function listMembers({ read, companyId }: CompanyScope): Promise<readonly Member[]> {
  return read(async (tx) => {
    const rows = await tx.membership.findMany({
      where: { companyId },
      select: { role: true, createdAt: true, person: { select: { id: true, name: true, initials: true, email: true } } },
    });
    return rows
      .map(({ role, createdAt, person }) => ({ ...person, role: storedRole.parse(role), since: createdAt.toISOString() }))
      .sort((a, b) => a.name.localeCompare(b.name, "es"));
  });
}

export const newMember = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(2).max(120),
  role: z.enum(roles),
});
export type NewMember = z.infer<typeof newMember>;

/** `firstPassword` only for an account that was made now; it is stored as a hash and cannot be shown again. */
export type Added = { readonly personId: string; readonly name: string; readonly firstPassword: string | null };

/** Lets a person into the company; somebody without an account gets one. Refused: `input.invalid` when she is in already. */
export async function addMember(scope: CompanyScope, actor: Actor, given: NewMember): Promise<Result<Added>> {
  const email = normalizeEmail(given.email);
  const known = await signInScope(email, (tx) => tx.person.findUnique({ where: { email }, select: { id: true, name: true } }));
  const firstPassword = known ? null : newPassword();
  const passwordHash = firstPassword === null ? "" : await hashPassword(firstPassword);
  const personId = known?.id ?? randomUUID();
  const { companyId } = scope;
  return scope.write(async (tx) => {
    // `createMany` does not read the row back, which would be refused: she is a colleague only after the second line.
    if (!known)
      await tx.person.createMany({ data: [{ id: personId, email, name: given.name, initials: initialsOf(given.name), passwordHash }] });
    const { count } = await tx.membership.createMany({ data: [{ companyId, personId, role: given.role }], skipDuplicates: true });
    if (count === 0) return refuse("input.invalid", { field: "email" });
    await audit(tx, scope, actor, "people.added", `person:${personId}`, { role: given.role });
    return ok({ personId, name: known?.name ?? given.name, firstPassword });
  });
}

/** Refused: `access.not_found`, `people.last_admin`. */
export function changeRole(
  scope: CompanyScope,
  actor: Actor,
  { personId, role }: { readonly personId: string; readonly role: Role },
): Promise<Result<null>> {
  const { companyId } = scope;
  return scope.write(async (tx) => {
    const before = await lockedRole(tx, companyId, personId);
    if (before === null) return refuse("access.not_found");
    if (before === role) return ok(null);
    if (before === "admin" && (await isLastAdmin(tx, companyId))) return refuse("people.last_admin");
    await tx.membership.updateMany({ where: { companyId, personId }, data: { role } });
    await audit(tx, scope, actor, "people.role_changed", `person:${personId}`, { from: before, to: role });
    return ok(null);
  });
}

/** What she decided stays written; she sees the company no more. Refused: `access.not_found`, `people.last_admin`. */
export function removeMember(scope: CompanyScope, actor: Actor, { personId }: { readonly personId: string }): Promise<Result<null>> {
  const { companyId } = scope;
  return scope.write(async (tx) => {
    const before = await lockedRole(tx, companyId, personId);
    if (before === null) return refuse("access.not_found");
    if (before === "admin" && (await isLastAdmin(tx, companyId))) return refuse("people.last_admin");
    await tx.membership.deleteMany({ where: { companyId, personId } });
    await audit(tx, scope, actor, "people.removed", `person:${personId}`, { role: before });
    return ok(null);
  });
}

/** All memberships of the company are locked: two admins who remove each other at the same moment leave one. */
async function lockedRole(tx: Tx, companyId: string, personId: string): Promise<Role | null> {
  await tx.$executeRaw`SELECT FROM membership WHERE company_id = ${companyId}::uuid ORDER BY person_id FOR UPDATE`;
  const found = await tx.membership.findFirst({ where: { companyId, personId }, select: { role: true } });
  return found ? storedRole.parse(found.role) : null;
}

async function isLastAdmin(tx: Tx, companyId: string): Promise<boolean> {
  return (await tx.membership.count({ where: { companyId, role: "admin" } })) < 2;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words.slice(0, 2).map((word) => word.charAt(0)).join("").toUpperCase(); // prettier-ignore
}

/** Without the letters and figures that are mistaken for each other when read aloud: 20 characters, 98 bits. */
function newPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => letters.charAt(randomInt(letters.length))).join("");
  return [group(), group(), group(), group()].join("-");
}
