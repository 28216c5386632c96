"use client";
import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { EnvironmentWord } from "@/components/shell/environment-word";
import { commands, keysOf, runCommand, useActiveCommands } from "@/components/shell/keys";
import { languageNames } from "@/components/shell/language-names";
import { useDestinations } from "@/components/shell/navigation";
import type { Place, ShellCompany } from "@/components/shell/place";
import { usePreferences } from "@/components/shell/preferences-provider";
import { Kbd } from "@/components/ui/kbd";

type Props = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly companies: readonly ShellCompany[];
  readonly place: Place;
};

/** Ctrl/⌘ K: pages, companies and whatever the page on screen can do. */
export function Palette({ open, onOpenChange, companies, place }: Props) {
  const t = useTranslations("shell");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(20_20_16/0.4)]" />
        <Radix.Content className="fixed top-[12vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 animate-rise overflow-hidden rounded-lg border border-line bg-raised shadow-float">
          <Radix.Title className="sr-only">{t("paletteTitle")}</Radix.Title>
          <Radix.Description className="sr-only">{t("paletteLead")}</Radix.Description>
          <Command label={t("paletteTitle")} loop filter={matches}>
            <Command.Input
              placeholder={t("palettePlaceholder")}
              className="hairline-b h-12 w-full bg-transparent px-4 text-16 outline-none"
            />
            <Command.List className="max-h-[min(420px,56vh)] overflow-y-auto p-1 pb-2">
              <Command.Empty className="px-3 py-6 text-center text-13 text-ink-2">{t("paletteEmpty")}</Command.Empty>
              <Entries companies={companies} place={place} done={() => onOpenChange(false)} />
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entries({
  companies,
  place,
  done,
}: {
  readonly companies: readonly ShellCompany[];
  readonly place: Place;
  readonly done: () => void;
}) {
  const t = useTranslations("shell");
  const router = useRouter();
  const { preferences, change } = usePreferences();
  const active = useActiveCommands();
  const onPage = commands.filter((command) => command.group !== "go" && active.includes(command.id));
  const others = companies.filter((company) => company.slug !== place.company?.slug);
  const destinations = useDestinations(place);
  const go = (href: string) => () => {
    done();
    router.push(href);
  };
  const themes = [
    { value: "light", label: t("person.themeLight") },
    { value: "dark", label: t("person.themeDark") },
    { value: "system", label: t("person.themeSystem") },
  ] as const;
  return (
    <>
      <Group heading={t("paletteCommands")} hidden={onPage.length === 0}>
        {onPage.map((command) => (
          <Entry
            key={command.id}
            value={`command ${command.id}`}
            words={[t(`command.${command.id}`)]}
            shortcut={keysOf(command.id, preferences.keys)[0]}
            onSelect={() => {
              done();
              // After the dialog has given the focus back to the page.
              requestAnimationFrame(() => runCommand(command.id));
            }}
          >
            {t(`command.${command.id}`)}
          </Entry>
        ))}
      </Group>
      <Group heading={t("palettePages")}>
        {destinations.map((destination) => (
          <Entry
            key={destination.href}
            value={`page ${destination.href}`}
            words={[destination.label]}
            shortcut={keysOf(destination.command, preferences.keys)[0]}
            onSelect={go(destination.href)}
          >
            {destination.label}
          </Entry>
        ))}
      </Group>
      <Group heading={t("paletteCompanies")} hidden={others.length === 0}>
        {others.map((company) => (
          <Entry key={company.slug} value={`company ${company.slug}`} words={[company.name]} onSelect={go(`/${company.slug}`)}>
            <span className="flex-1 truncate">{company.name}</span> <EnvironmentWord environment={company.environment} />
          </Entry>
        ))}
      </Group>
      <Group heading={t("palettePerson")}>
        {themes.map(({ value, label }) => (
          <Entry key={value} value={`theme ${value}`} words={[t("person.theme"), label]} onSelect={() => change({ theme: value })}>
            {t("person.theme")}: {label}
          </Entry>
        ))}
        {languageNames.map(({ value, label }) => (
          <Entry key={value} value={`language ${value}`} words={[t("person.language"), label]} onSelect={() => change({ locale: value })}>
            {t("person.language")}: {label}
          </Entry>
        ))}
      </Group>
    </>
  );
}

function Group({
  heading,
  hidden = false,
  children,
}: {
  readonly heading: string;
  readonly hidden?: boolean;
  readonly children: ReactNode;
}) {
  if (hidden) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

type EntryProps = {
  readonly value: string;
  readonly words: readonly string[];
  readonly shortcut?: string | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
};

function Entry({ value, words, shortcut, onSelect, children }: EntryProps) {
  return (
    <Command.Item
      value={value}
      keywords={[...words]}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-2 rounded-md px-3 text-13 select-none data-[selected=true]:bg-hover pointer-coarse:min-h-10"
    >
      <span className="flex min-w-0 flex-1 items-center gap-2">{children}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Command.Item>
  );
}

/** Every word typed begins a word of the entry; accents and case do not count. */
function matches(_value: string, search: string, words: readonly string[] = []): number {
  const there = fold(words.join(" ")).split(/\s+/);
  const typed = fold(search).split(/\s+/).filter(Boolean);
  return typed.every((word) => there.some((candidate) => candidate.startsWith(word))) ? 1 : 0;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
