"use client";
import { useParams, usePathname } from "next/navigation";
import type { Section } from "@/components/shell/section-href";
import type { Role } from "@/lib/platform/actor";
import { environment, type Environment } from "@/lib/review/model";

/** A company of the signed-in person; `environment` is the one that opens first. */
export type ShellCompany = { readonly slug: string; readonly name: string; readonly role: Role; readonly environment: Environment };

export type Place = { readonly company: ShellCompany | null; readonly environment: Environment | null; readonly section: Section | null };

/** Where in the console this page is, by its address. */
export function usePlace(companies: readonly ShellCompany[]): Place {
  const params = useParams<{ company?: string; environment?: string }>();
  const pathname = usePathname();
  const where = environment.safeParse(params.environment);
  const section =
    pathname === "/"
      ? "overview"
      : (["invoices", "reconciliation", "quotes", "activity", "settings"] as const).find((name) => pathname.split("/")[3] === name);
  const company = companies.find((candidate) => candidate.slug === params.company) ?? null;
  return {
    company,
    environment: company !== null && where.success ? where.data : null,
    section: section ?? null,
  };
}
