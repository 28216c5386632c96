"use client";
import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { CompanySwitcher } from "@/components/shell/company-switcher";
import { runCommand, useKeyOf } from "@/components/shell/keys";
import { useDestinations, type Destination } from "@/components/shell/navigation";
import { PersonMenu, type ShellPerson } from "@/components/shell/person-menu";
import type { Place, ShellCompany } from "@/components/shell/place";
import { usePreferences } from "@/components/shell/preferences-provider";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";

type Props = {
  readonly companies: readonly ShellCompany[];
  readonly person: ShellPerson;
  readonly place: Place;
  readonly endSessions: (input: Record<string, never>) => Promise<unknown>;
};

/** The narrow rail on the left of a wide window. */
export function Rail({ companies, person, place, endSessions }: Props) {
  const t = useTranslations("shell");
  const { preferences, change } = usePreferences();
  const folded = preferences.railFolded;
  const destinations = useDestinations(place);
  return (
    <aside
      className={cx(
        "sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken p-2 transition-[width] md:flex print:hidden",
        folded ? "w-14" : "w-52",
      )}
    >
      <CompanySwitcher companies={companies} place={place} folded={folded} />
      {folded && place.environment === "sandbox" && (
        <span className="mt-1 self-center text-12 font-semibold tracking-[0.06em] text-needs [writing-mode:vertical-rl]">
          {t("sandbox")}
        </span>
      )}
      <nav aria-label={t("nav")} className="mt-3 flex flex-col gap-0.5">
        {destinations.map((destination) => (
          <RailLink key={destination.section} destination={destination} folded={folded} />
        ))}
      </nav>
      <div className={cx("mt-auto flex flex-col gap-1", folded && "items-center")}>
        <PaletteButton folded={folded} />
        <div className={cx("flex gap-1", folded ? "flex-col items-center" : "items-center")}>
          <PersonMenu person={person} side="top" endSessions={endSessions} trigger={<PersonButton person={person} folded={folded} />} />
          <IconButton side="right" label={folded ? t("rail.unfold") : t("rail.fold")} onClick={() => change({ railFolded: !folded })}>
            {folded ? <PanelLeftOpen size={16} aria-hidden /> : <PanelLeftClose size={16} aria-hidden />}
          </IconButton>
        </div>
      </div>
    </aside>
  );
}

function RailLink({
  destination: { href, label, icon: Icon, current, command },
  folded,
}: {
  readonly destination: Destination;
  readonly folded: boolean;
}) {
  const key = useKeyOf(command);
  return (
    <Tooltip label={label} shortcut={key} side="right">
      <Link
        href={href}
        aria-current={current ? "page" : undefined}
        className={cx(
          "control-height flex items-center gap-2.5 rounded-md text-13 transition-colors hover:bg-hover",
          folded ? "w-10 justify-center" : "px-2",
          current ? "bg-hover font-medium text-ink" : "text-ink-2 hover:text-ink",
        )}
      >
        <Icon size={16} aria-hidden className={current ? "text-accent" : undefined} />
        <span className={folded ? "sr-only" : undefined}>{label}</span>
      </Link>
    </Tooltip>
  );
}

function PaletteButton({ folded }: { readonly folded: boolean }) {
  const t = useTranslations("shell");
  const key = useKeyOf("palette");
  if (folded) {
    return (
      <IconButton side="right" label={t("palette")} shortcut={key} onClick={() => runCommand("palette")}>
        <Search size={16} aria-hidden />
      </IconButton>
    );
  }
  return (
    <button
      type="button"
      onClick={() => runCommand("palette")}
      className="control-height flex items-center gap-2.5 rounded-md px-2 text-left text-13 text-ink-2 hover:bg-hover hover:text-ink"
    >
      <Search size={16} aria-hidden />
      <span className="min-w-0 flex-1 truncate">{t("palette")}</span>
      {key !== undefined && <Kbd keys={key} />}
    </button>
  );
}

export function PersonButton({ person, folded, ...rest }: { readonly person: ShellPerson; readonly folded: boolean }) {
  const t = useTranslations("shell.person");
  return (
    <button
      type="button"
      {...rest}
      aria-label={`${t("menu")}: ${person.name}`}
      className={cx(
        "flex min-w-0 items-center gap-2 rounded-md text-left text-13 hover:bg-hover",
        folded ? "size-10 justify-center" : "control-height flex-1 px-1.5",
      )}
    >
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-[11px] leading-none font-semibold text-accent"
      >
        {person.initials}
      </span>
      {!folded && <span className="truncate">{person.name}</span>}
    </button>
  );
}
