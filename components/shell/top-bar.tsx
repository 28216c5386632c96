"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { CompanySwitcher } from "@/components/shell/company-switcher";
import { useDestinations } from "@/components/shell/navigation";
import { PersonMenu, type ShellPerson } from "@/components/shell/person-menu";
import type { Place, ShellCompany } from "@/components/shell/place";
import { PersonButton } from "@/components/shell/rail";
import { cx } from "@/components/ui/cx";

type Props = {
  readonly companies: readonly ShellCompany[];
  readonly person: ShellPerson;
  readonly place: Place;
  readonly endSessions: (input: Record<string, never>) => Promise<unknown>;
};

/** The rail of a phone: one row, so that the document keeps the height. */
export function TopBar({ companies, person, place, endSessions }: Props) {
  const t = useTranslations("shell");
  const destinations = useDestinations(place).filter((destination) => destination.section !== "overview" || place.company === null);
  return (
    <header className="sticky top-0 z-30 flex h-(--bar-top) items-center gap-1 border-b border-line bg-sunken px-2 md:hidden print:hidden">
      <div className="min-w-0 flex-1">
        <CompanySwitcher companies={companies} place={place} />
      </div>
      <nav aria-label={t("nav")} className="flex shrink-0">
        {destinations.map(({ section, href, label, icon: Icon, current }) => (
          <Link
            key={section}
            href={href}
            aria-label={label}
            aria-current={current ? "page" : undefined}
            className={cx("flex size-10 items-center justify-center rounded-md", current ? "bg-hover text-accent" : "text-ink-2")}
          >
            <Icon size={18} aria-hidden />
          </Link>
        ))}
      </nav>
      <PersonMenu person={person} side="bottom" endSessions={endSessions} trigger={<PersonButton person={person} folded />} />
    </header>
  );
}
