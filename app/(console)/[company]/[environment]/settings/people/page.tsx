import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { addPerson, removePerson, setRole } from "@/app/(console)/[company]/[environment]/settings/actions";
import { SettingsFrame } from "@/app/(console)/[company]/[environment]/settings/settings-frame";
import { AddPerson } from "@/components/settings/add-person";
import { Section } from "@/components/settings/facts";
import { PeopleTable } from "@/components/settings/people-table";
import { PermissionTable } from "@/components/settings/permission-table";
import { openCompany } from "@/lib/platform/http/open-company";
import { listMembers } from "@/lib/platform/people";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("people") };
}

export default async function PeoplePage({ params }: Props) {
  const opened = await openCompany(params, "settings.read");
  const { scope, company, environment, person, can } = opened;
  const t = await getTranslations("settings");
  const where = { company: company.slug, environment };
  const mayWrite = can("people.write");
  return (
    <SettingsFrame opened={opened} current="people">
      <Section title={t("people")} lead={t("peopleLead")}>
        <PeopleTable
          where={where}
          companyName={company.name}
          members={await listMembers(scope)}
          me={person.id}
          commands={mayWrite ? { setRole, remove: removePerson } : null}
        />
        {mayWrite && <AddPerson where={where} add={addPerson} />}
      </Section>
      <Section title={t("permissionsTitle")}>
        <PermissionTable />
      </Section>
    </SettingsFrame>
  );
}
