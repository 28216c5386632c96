import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { changeSupplier, forgetOfSupplier, forgetSupplier } from "@/app/(console)/[company]/[environment]/settings/suppliers/actions";
import { SupplierList } from "@/components/settings/suppliers/supplier-list";
import { listProfiles } from "@/lib/agents/invoices/memory/manage-run";
import { mirroredProjects } from "@/lib/holded/mirror/read-people";
import { mirroredExpenseAccounts, mirroredTaxes } from "@/lib/holded/store";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("suppliers") };
}

/** What the company knows of its suppliers because its people approved it: to be seen, changed and forgotten. */
export default async function SuppliersPage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const { scope, company, environment, can } = opened;
  const [profiles, accounts, projects, taxes] = await Promise.all([
    listProfiles(scope),
    scope.read((tx) => mirroredExpenseAccounts(tx)),
    scope.read((tx) => mirroredProjects(tx)),
    scope.read((tx) => mirroredTaxes(tx)),
  ]);
  return (
    <SettingsFrame opened={opened} current="suppliers">
      <SupplierList
        key={environment}
        where={{ company: company.slug, environment }}
        profiles={profiles}
        choices={{
          accounts: accounts.map(({ id, name, number }) => ({ id, name: number === null ? name : `${number} ${name}` })),
          projects: projects.map(({ id, name }) => ({ id, name })),
          taxes: taxes.filter(({ scope: side }) => side === "purchases").map(({ key, name, rate, group }) => ({ key, name, rate, group })),
        }}
        commands={can("invoices.write") ? { change: changeSupplier, forgetThing: forgetOfSupplier, forget: forgetSupplier } : null}
      />
    </SettingsFrame>
  );
}
