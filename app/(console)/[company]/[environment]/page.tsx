import { redirect } from "next/navigation";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }> };

/** The first page of a company that this person may read. */
export default async function EnvironmentPage({ params }: Props) {
  const { company, environment, can } = await openCompany(params, "company.read");
  redirect(`/${company.slug}/${environment}/${can("invoices.read") ? "invoices" : "settings"}`);
}
