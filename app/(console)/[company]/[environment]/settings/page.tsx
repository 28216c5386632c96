import { redirect } from "next/navigation";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

/** The first section that this person may read. */
export default async function SettingsPage({ params }: Props) {
  const { company, environment, can } = await openCompany(params, "company.read");
  redirect(`/${company.slug}/${environment}/settings/${can("settings.read") ? "connection" : "you"}`);
}
