"use client";
import { useTranslations } from "next-intl";
import { Section } from "@/components/settings/facts";
import { KeyMap } from "@/components/settings/key-map";
import { languageNames } from "@/components/shell/language-names";
import { usePreferences } from "@/components/shell/preferences-provider";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";

/** What a person chooses for herself; the same in every company. */
export function PersonalForm() {
  const t = useTranslations();
  const { preferences, locale, change } = usePreferences();
  return (
    <>
      <Section title={t("settings.appearance")}>
        <div className="grid max-w-[600px] gap-4 sm:grid-cols-3">
          <Select label={t("settings.language")} value={locale} options={languageNames} onChange={(next) => change({ locale: next })} />
          <Select
            label={t("settings.theme")}
            value={preferences.theme}
            options={[
              { value: "system", label: t("shell.person.themeSystem") },
              { value: "light", label: t("shell.person.themeLight") },
              { value: "dark", label: t("shell.person.themeDark") },
            ]}
            onChange={(theme) => change({ theme })}
          />
          <Select
            label={t("settings.density")}
            value={preferences.density}
            options={[
              { value: "comfortable", label: t("shell.person.comfortable") },
              { value: "compact", label: t("shell.person.compact") },
            ]}
            onChange={(density) => change({ density })}
          />
        </div>
      </Section>
      <Section title={t("settings.keys")}>
        <div className="flex flex-col gap-5">
          <Switch
            checked={preferences.keys.on}
            onChange={(on) => change({ keys: { ...preferences.keys, on } })}
            label={t("settings.keysOn")}
            hint={t("settings.keysOnHint")}
          />
          <KeyMap keys={preferences.keys} onChange={(keys) => change({ keys })} />
        </div>
      </Section>
    </>
  );
}
