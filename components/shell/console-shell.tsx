"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useMemo, useState, type ReactNode } from "react";
import { SandboxFrame } from "@/components/shell/environment-word";
import { Help } from "@/components/shell/help";
import { useKeyListener, useKeys } from "@/components/shell/keys";
import { useDestinations } from "@/components/shell/navigation";
import { OfflineBar } from "@/components/shell/offline-bar";
import { Palette } from "@/components/shell/palette";
import type { ShellPerson } from "@/components/shell/person-menu";
import { usePlace, type ShellCompany } from "@/components/shell/place";
import { usePreferences } from "@/components/shell/preferences-provider";
import { Rail } from "@/components/shell/rail";
import { TopBar } from "@/components/shell/top-bar";

type Props = {
  readonly companies: readonly ShellCompany[];
  readonly person: ShellPerson;
  readonly endSessions: (input: Record<string, never>) => Promise<unknown>;
  readonly children: ReactNode;
};

/** What stays around every page of a signed-in person. */
export function ConsoleShell({ companies, person, endSessions, children }: Props) {
  const t = useTranslations("shell");
  const router = useRouter();
  const place = usePlace(companies);
  const destinations = useDestinations(place);
  const { preferences } = usePreferences();
  const [floating, setFloating] = useState<"palette" | "help" | null>(null);
  const handlers = useMemo(
    () => ({
      ...Object.fromEntries(destinations.map(({ command, href }) => [command, () => router.push(href)])),
      palette: () => setFloating((now) => (now === "palette" ? null : "palette")),
      help: () => setFloating("help"),
    }),
    [destinations, router],
  );
  useKeyListener();
  useKeys(handlers);
  const chrome = { companies, person, place, endSessions };
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[auto_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded-md bg-ink px-3 py-2 text-13 text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("skip")}
      </a>
      <Rail {...chrome} />
      <TopBar {...chrome} />
      <div className="flex min-w-0 flex-col">
        <OfflineBar />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      {place.environment === "sandbox" && <SandboxFrame />}
      <Palette
        open={floating === "palette"}
        onOpenChange={(open) => setFloating(open ? "palette" : null)}
        companies={companies}
        place={place}
      />
      <Help open={floating === "help"} onOpenChange={(open) => setFloating(open ? "help" : null)} keys={preferences.keys} />
    </div>
  );
}
