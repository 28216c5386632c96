import { randomUUID } from "node:crypto";
import { main, refuseUnsafeStart } from "@/lib/cli/command-line";
import { connectionView, saveToken } from "@/lib/holded/connection";
import { demoTaxIds, demoTokens } from "@/lib/holded/sandbox/seed/demo-tokens";
import { hashPassword } from "@/lib/platform/auth/password";
import { companyScope, signInScope, systemScope, type CompanyScope } from "@/lib/platform/db/scope";
import { env, required } from "@/lib/platform/env";
import { demoCompanies, demoPeople, type DemoCompany, type DemoPerson } from "@/prisma/demo";

/**
 * Fills an embedded installation with two sample companies, four people and their connection to the local Holded,
 * which must be running. Everything that is there already stays as it is, so it runs at every start.
 */
async function seed(): Promise<void> {
  if (env().VISTO_MODE !== "embedded") throw new Error("Sample companies and people exist only in the embedded mode.");
  await refuseUnsafeStart();
  for (const company of demoCompanies) {
    const scope = await ensureCompany(company);
    for (const person of demoPeople) await ensureMember(scope, company, person);
    await ensureConnection(scope, company);
  }
}

async function ensureCompany({ slug, name }: DemoCompany): Promise<CompanyScope> {
  const found = await systemScope((tx) => tx.company.findUnique({ where: { slug }, select: { id: true } }));
  const scope = companyScope({ companyId: found?.id ?? randomUUID(), environment: "sandbox" });
  const data = { id: scope.companyId, slug, name, taxId: demoTaxIds[slug], environment: "sandbox" };
  if (!found) await scope.write((tx) => tx.company.createMany({ data: [data] }));
  return scope;
}

async function ensureMember(scope: CompanyScope, { slug }: DemoCompany, person: DemoPerson): Promise<void> {
  const role = person.roles[slug];
  if (!role) return;
  const { email, name, initials } = person;
  const found = await signInScope(email, (tx) => tx.person.findUnique({ where: { email }, select: { id: true } }));
  const personId = found?.id ?? randomUUID();
  const passwordHash = found ? "" : await hashPassword(person.password);
  await scope.write(async (tx) => {
    // Not `create`: it reads the row back, which row-level security shows only to colleagues, and she is none yet.
    if (!found) await tx.person.createMany({ data: [{ id: personId, email, name, initials, passwordHash }] });
    await tx.membership.createMany({ data: [{ companyId: scope.companyId, personId, role }], skipDuplicates: true });
  });
}

/** Connected anew when the local Holded moved to another port. */
async function ensureConnection(scope: CompanyScope, { slug }: DemoCompany): Promise<void> {
  const connection = await connectionView(scope);
  const baseUrl = required("HOLDED_SANDBOX_URL");
  if (connection?.baseUrl === baseUrl) return;
  const saved = await saveToken(scope, { kind: "system" }, { token: demoTokens[slug].full, baseUrl });
  if (!saved.ok) throw new Error(`${slug} could not be connected to the local Holded: ${saved.error.code}.`);
}

await main(seed);
