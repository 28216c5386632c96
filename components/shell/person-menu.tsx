"use client";
import { Keyboard, LogOut, MonitorX } from "lucide-react";
import { useTranslations } from "next-intl";
import { signOut } from "next-auth/react";
import { useState, type ReactNode } from "react";
import { runCommand, useKeyOf } from "@/components/shell/keys";
import { languageNames } from "@/components/shell/language-names";
import { usePreferences } from "@/components/shell/preferences-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";

export type ShellPerson = { readonly name: string; readonly initials: string; readonly email: string };
type Props = {
  readonly person: ShellPerson;
  readonly trigger: ReactNode;
  readonly side: "top" | "right" | "bottom";
  readonly endSessions: (input: Record<string, never>) => Promise<unknown>;
};

export function PersonMenu({ person, trigger, side, endSessions }: Props) {
  const t = useTranslations("shell.person");
  const helpKey = useKeyOf("help");
  const { preferences, locale, change } = usePreferences();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Menu trigger={trigger} side={side} align="end">
        <MenuLabel>
          <span className="block text-13 font-medium text-ink">{person.name}</span>
          {person.email}
        </MenuLabel>
        <MenuSeparator />
        <MenuChoice label={t("language")} value={locale} options={languageNames} onChange={(next) => change({ locale: next })} />
        <MenuChoice
          label={t("theme")}
          value={preferences.theme}
          options={[
            { value: "system", label: t("themeSystem") },
            { value: "light", label: t("themeLight") },
            { value: "dark", label: t("themeDark") },
          ]}
          onChange={(theme) => change({ theme })}
        />
        <MenuChoice
          label={t("density")}
          value={preferences.density}
          options={[
            { value: "comfortable", label: t("comfortable") },
            { value: "compact", label: t("compact") },
          ]}
          onChange={(density) => change({ density })}
        />
        <MenuSeparator />
        <MenuItem icon={<Keyboard size={15} aria-hidden />} shortcut={helpKey} onSelect={() => runCommand("help")}>
          {t("keyboard")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<LogOut size={15} aria-hidden />} onSelect={() => void signOut({ callbackUrl: "/sign-in?from=out" })}>
          {t("signOut")}
        </MenuItem>
        <MenuItem icon={<MonitorX size={15} aria-hidden />} onSelect={() => setLeaving(true)}>
          {t("signOutEverywhere")}
        </MenuItem>
      </Menu>
      <EndSessionsDialog open={leaving} onOpenChange={setLeaving} endSessions={endSessions} />
    </>
  );
}

type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly endSessions: (input: Record<string, never>) => Promise<unknown>;
};

function EndSessionsDialog({ open, onOpenChange, endSessions }: DialogProps) {
  const t = useTranslations();
  const [busy, setBusy] = useState(false);
  async function confirm(): Promise<void> {
    setBusy(true);
    await endSessions({});
    await signOut({ callbackUrl: "/sign-in?from=everywhere" });
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={t("shell.person.signOutEverywhereTitle")}
      description={t("shell.person.signOutEverywhereBody")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button tone="quiet" onClick={() => onOpenChange(false)}>
            {t("common.cancel")}
          </Button>
          <Button tone="primary" busy={busy} busyLabel={t("common.working")} onClick={() => void confirm()}>
            {t("shell.person.signOutEverywhere")}
          </Button>
        </>
      }
    />
  );
}
