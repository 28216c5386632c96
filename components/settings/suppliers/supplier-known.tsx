"use client";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { Fact, Facts } from "@/components/settings/facts";
import { LearnedThings } from "@/components/settings/suppliers/learned-things";
import type { SupplierChoices, SupplierCommands } from "@/components/settings/suppliers/supplier-commands";
import { SupplierValues } from "@/components/settings/suppliers/supplier-values";
import { PlainDateText } from "@/components/ui/plain-date-text";
import type { SupplierProfile } from "@/lib/agents/invoices/memory/profile";

type Props = {
  readonly where: Where;
  readonly profile: SupplierProfile;
  readonly choices: SupplierChoices;
  readonly commands: SupplierCommands | null;
};

/** One supplier: a line, and behind it everything that is known and where it comes from. */
export function SupplierKnown({ where, profile, choices, commands }: Props) {
  const t = useTranslations("suppliers");
  const { name, taxId, sources } = profile;
  return (
    <details className="group">
      <summary className="flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 py-2.5 text-13 hover:bg-hover">
        <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
        <span className="text-ink-3">{taxId ?? t("noTaxId")}</span>
        <span className="text-12 text-ink-3">{t("from", { count: sources.length })}</span>
      </summary>
      <div className="flex flex-col gap-5 pt-2 pb-5">
        <SupplierValues where={where} profile={profile} choices={choices} change={commands?.change ?? null} />
        <LearnedThings where={where} profile={profile} choices={choices} forgetThing={commands?.forgetThing ?? null} />
        <Facts>
          <Fact name={t("sources")}>
            {sources.length === 0 ? (
              <span className="text-ink-3">{t("noSources")}</span>
            ) : (
              <ul className="flex flex-wrap gap-x-4 gap-y-1">
                {sources.map(({ proposalId, number, issueDate }) => (
                  <li key={proposalId}>
                    <Link
                      href={`/${where.company}/${where.environment}/invoices?open=${proposalId}`}
                      className="underline underline-offset-4 hover:text-ink"
                    >
                      {number ?? "–"}
                    </Link>
                    {issueDate !== null && (
                      <span className="text-ink-3">
                        {" · "}
                        <PlainDateText value={issueDate} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        </Facts>
        {commands !== null && (
          <div>
            <ConfirmButton
              title={t("forgetTitle", { name })}
              body={t("forgetBody")}
              confirm={t("forget")}
              done={t("forgotten", { name })}
              command={() => commands.forget({ ...where, id: profile.id })}
            >
              {t("forget")}
            </ConfirmButton>
          </div>
        )}
      </div>
    </details>
  );
}
