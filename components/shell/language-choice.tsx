"use client";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { languageNames } from "@/components/shell/language-names";
import { remember } from "@/components/shell/preferences-provider";
import { cx } from "@/components/ui/cx";
import { localeCookie } from "@/lib/platform/i18n/locales";

/** For who is not signed in: kept by the browser until the person's own choice is known. */
export function LanguageChoice() {
  const t = useTranslations("shell.person");
  const locale = useLocale();
  const router = useRouter();
  return (
    <div role="group" aria-label={t("language")} className="-ml-2 flex gap-1">
      {languageNames.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          lang={value}
          aria-pressed={value === locale}
          onClick={() => {
            remember(localeCookie, value);
            router.refresh();
          }}
          className={cx("control-height rounded-md px-2 text-13 hover:bg-hover", value === locale ? "font-medium text-ink" : "text-ink-2")}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
