import type { ReactNode } from "react";
import { openCompany } from "@/lib/platform/http/open-company";

type Props = { readonly params: Promise<{ readonly company: string; readonly environment: string }>; readonly children: ReactNode };

/**
 * Answers "not found" before the first skeleton is sent, while the status can still be 404. It guards nothing: every
 * page below opens the company itself, with the permission that it needs.
 */
export default async function EnvironmentLayout({ params, children }: Props) {
  await openCompany(params, "company.read");
  return children;
}
