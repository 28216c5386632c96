import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { changeSettings } from "@/app/(console)/[company]/[environment]/settings/actions";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { CompanyForm } from "@/components/settings/company-form";
import { Fact, Facts } from "@/components/settings/facts";
import { mirroredExpenseAccounts } from "@/lib/holded/store";
import { companySettings } from "@/lib/platform/company-settings";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("company") };
}

export default async function CompanyPage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const { scope, company, environment, can } = opened;
  const t = await getTranslations("settings");
  const [settings, accounts] = await Promise.all([companySettings(scope), scope.read((tx) => mirroredExpenseAccounts(tx))]);
  return (
    <SettingsFrame opened={opened} current="company">
      <Facts>
        <Fact name={t("companyName")}>{company.name}</Fact>
        <Fact name={t("taxId")}>{company.taxId}</Fact>
      </Facts>
      <CompanyForm
        // Settings of another environment are another form.
        key={environment}
        where={{ company: company.slug, environment }}
        settings={settings}
        accounts={accounts.map(({ id, name, number }) => ({ id, name, number }))}
        mayWrite={can("settings.write")}
        save={changeSettings}
      />
    </SettingsFrame>
  );
}
