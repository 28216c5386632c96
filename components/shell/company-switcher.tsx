"use client";
import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EnvironmentWord } from "@/components/shell/environment-word";
import type { Place, ShellCompany } from "@/components/shell/place";
import { sectionHref } from "@/components/shell/section-href";
import { cx } from "@/components/ui/cx";
import { Seal } from "@/components/ui/seal";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { Environment } from "@/lib/review/model";

type Props = { readonly companies: readonly ShellCompany[]; readonly place: Place; readonly folded?: boolean };

/** Which company and which environment: always in sight, and the way to another. */
export function CompanySwitcher({ companies, place, folded = false }: Props) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const { company, environment } = place;
  return (
    <Menu trigger={<Trigger place={place} folded={folded} label={t("switchCompany")} fallback={common("appName")} />}>
      {company !== null && environment !== null && (
        <>
          <MenuLabel>{company.name}</MenuLabel>
          <MenuLink>
            <Link href={sectionHref(company.slug, other(environment), "invoices")}>
              {environment === "sandbox" ? t("openLive") : t("openSandbox")}
            </Link>
          </MenuLink>
          <MenuSeparator />
        </>
      )}
      <MenuLabel>{t("switchCompany")}</MenuLabel>
      {companies
        .filter((candidate) => candidate.slug !== company?.slug)
        .map((candidate) => (
          <MenuLink key={candidate.slug}>
            <Link href={`/${candidate.slug}`}>
              <span className="min-w-0 flex-1 truncate">{candidate.name}</span>
              <EnvironmentWord environment={candidate.environment} />
            </Link>
          </MenuLink>
        ))}
      <MenuLink>
        <Link href="/">{t("allCompanies")}</Link>
      </MenuLink>
    </Menu>
  );
}

type TriggerProps = { readonly place: Place; readonly folded: boolean; readonly label: string; readonly fallback: string };

function Trigger({ place: { company, environment }, folded, label, fallback, ...rest }: TriggerProps) {
  const name = company?.name ?? fallback;
  return (
    <button
      type="button"
      {...rest}
      aria-label={`${label}: ${name}`}
      className={cx(
        "flex w-full min-w-0 items-center gap-2 rounded-md text-left hover:bg-hover",
        folded ? "justify-center p-1" : "min-h-10 px-2 py-1.5",
      )}
    >
      {company === null && <Seal size={28} />}
      {folded && company !== null && (
        <span aria-hidden className="flex size-8 items-center justify-center rounded-md border border-line bg-raised text-12 font-semibold">
          {monogram(name)}
        </span>
      )}
      {!folded && (
        <span className="min-w-0 flex-1">
          <span className="block truncate text-13 font-medium">{name}</span>
          {environment !== null && (
            <span className="block leading-4">
              <EnvironmentWord environment={environment} />
            </span>
          )}
        </span>
      )}
      {!folded && <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-3" />}
    </button>
  );
}

function other(environment: Environment): Environment {
  return environment === "sandbox" ? "live" : "sandbox";
}

function monogram(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return (
    words
      .slice(0, 2)
      .map((word) => word.charAt(0))
      .join("") || name.slice(0, 2)
  ).toUpperCase();
}
