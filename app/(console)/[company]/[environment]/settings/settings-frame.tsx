import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageBody, PageHeader } from "@/components/shell/page-header";
import { Tabs } from "@/components/ui/tabs";
import type { OpenedCompany } from "@/lib/platform/http/membership";

const sections = ["connection", "company", "mailbox", "people", "suppliers", "reader", "you"] as const;
export type SettingsSection = (typeof sections)[number];

type Props = { readonly opened: OpenedCompany; readonly current: SettingsSection; readonly children: ReactNode };

/** Title and sections, of which each person sees those she may read. */
export async function SettingsFrame({ opened: { company, environment, can }, current, children }: Props) {
  const t = await getTranslations("settings");
  const tabs = sections
    .filter((section) => section === "you" || can(section === "reader" ? "settings.write" : "settings.read"))
    .map((section) => ({ href: `/${company.slug}/${environment}/settings/${section}`, label: t(section), current: section === current }));
  return (
    <PageBody narrow>
      <PageHeader title={t("title")} />
      <div className="mt-3 mb-6">
        <Tabs label={t("sections")} tabs={tabs} />
      </div>
      <div className="flex flex-col gap-10">{children}</div>
    </PageBody>
  );
}
