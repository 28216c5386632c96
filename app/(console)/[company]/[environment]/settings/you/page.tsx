import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { PersonalForm } from "@/components/settings/personal-form";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("you") };
}

export default async function PersonalPage({ params }: Props) {
  const opened = await openCompany(params, "company.read");
  return (
    <SettingsFrame opened={opened} current="you">
      <PersonalForm />
    </SettingsFrame>
  );
}
