"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { setKeyPreferences } from "@/components/shell/keys";
import { preferencesCookie, type Preferences, type PreferencesPatch } from "@/components/shell/preferences";
import { localeCookie, type Locale } from "@/lib/platform/i18n/locales";

type Value = { readonly preferences: Preferences; readonly locale: Locale; readonly change: (patch: PreferencesPatch) => void };

const Context = createContext<Value | null>(null);

export function usePreferences(): Value {
  const value = useContext(Context);
  if (value === null) throw new Error("usePreferences outside PreferencesProvider");
  return value;
}

type Props = {
  /** As stored on the person; wins over what this browser remembers of somebody else. */
  readonly initial: Preferences;
  readonly personLocale: Locale;
  readonly save: (patch: PreferencesPatch) => Promise<unknown>;
  readonly children: ReactNode;
};

/** Changes show at once, are remembered by this browser for the first byte, and are stored on the person. */
export function PreferencesProvider({ initial, personLocale, save, children }: Props) {
  const router = useRouter();
  const locale = useLocale();
  const [preferences, setPreferences] = useState(initial);

  useEffect(() => {
    remember(preferencesCookie, JSON.stringify(preferences));
    document.documentElement.dataset["density"] = preferences.density;
    if (preferences.theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = preferences.theme;
    setKeyPreferences(preferences.keys);
  }, [preferences]);

  useEffect(() => {
    if (personLocale === locale) return;
    remember(localeCookie, personLocale);
    router.refresh();
  }, [personLocale, locale, router]);

  const change = useCallback(
    (patch: PreferencesPatch) => {
      const { locale: nextLocale, ...rest } = patch;
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      setPreferences((now) => ({ ...now, ...given }));
      if (nextLocale !== undefined) remember(localeCookie, nextLocale);
      void save(patch).then(() => {
        if (nextLocale !== undefined) router.refresh();
      });
    },
    [save, router],
  );
  const value = useMemo(() => ({ preferences, locale, change }), [preferences, locale, change]);
  return <Context value={value}>{children}</Context>;
}

export function remember(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
