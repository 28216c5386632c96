import { redirect } from "next/navigation";
import { openCompany } from "@/lib/platform/http/open-company";
import type { Permission } from "@/lib/platform/permissions";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

/** The first page of a company that this person may read. */
export default async function EnvironmentPage({ params }: Props) {
  const { company, environment, can } = await openCompany(params, "company.read");
  redirect(`/${company.slug}/${environment}/${firstSection(can)}`);
}

function firstSection(can: (permission: Permission) => boolean): string {
  if (can("invoices.read")) return "invoices";
  return can("quotes.read") ? "quotes" : "settings";
}
