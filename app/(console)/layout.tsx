import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { endAllSessions, savePreferences } from "@/app/(console)/person-actions";
import { ConsoleShell } from "@/components/shell/console-shell";
import { readPreferences } from "@/components/shell/preferences";
import { PreferencesProvider } from "@/components/shell/preferences-provider";
import { currentPerson } from "@/lib/platform/auth/session";
import { companiesOf } from "@/lib/platform/http/membership";
import { pathHeader } from "@/lib/platform/http/path-header";
import { asLocale, defaultLocale } from "@/lib/platform/i18n/locales";

/** The frame around every page of a signed-in person. What a page may show is decided in the page. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?callbackUrl=${encodeURIComponent((await headers()).get(pathHeader) ?? "/")}`);
  const companies = await companiesOf(person.id);
  return (
    <PreferencesProvider
      initial={readPreferences(person.preferences)}
      personLocale={asLocale(person.locale) ?? defaultLocale}
      save={savePreferences}
    >
      <ConsoleShell
        companies={companies.map(({ slug, name, role, environment }) => ({ slug, name, role, environment }))}
        person={{ name: person.name, initials: person.initials, email: person.email }}
        endSessions={endAllSessions}
      >
        {children}
      </ConsoleShell>
    </PreferencesProvider>
  );
}
