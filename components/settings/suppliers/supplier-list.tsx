"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { Section } from "@/components/settings/facts";
import { SupplierKnown } from "@/components/settings/suppliers/supplier-known";
import type { SupplierChoices, SupplierCommands } from "@/components/settings/suppliers/supplier-commands";
import { inputClass } from "@/components/ui/field";
import type { SupplierProfile } from "@/lib/agents/invoices/memory/profile";
import { foldText } from "@/lib/language/fold";

type Props = {
  readonly where: Where;
  readonly profiles: readonly SupplierProfile[];
  readonly choices: SupplierChoices;
  /** Null where the reader may only look. */
  readonly commands: SupplierCommands | null;
};

/** More than these are looked for rather than looked through. */
const searchFrom = 8;

export function SupplierList({ where, profiles, choices, commands }: Props) {
  const t = useTranslations("suppliers");
  const [q, setQ] = useState("");
  const wanted = foldText(q.trim());
  const shown = profiles.filter(({ name, taxId }) => foldText(`${name} ${taxId ?? ""}`).includes(wanted));
  return (
    <Section title={t("title")} lead={t("lead")}>
      {profiles.length === 0 ? (
        <p className="text-13 text-ink-2">{t("none")}</p>
      ) : (
        <div className="flex flex-col gap-4">
          {profiles.length >= searchFrom && (
            <label className="flex max-w-[480px] flex-col gap-1.5 text-13">
              <span className="font-medium">{t("search")}</span>
              <input type="search" value={q} onChange={(event) => setQ(event.target.value)} className={inputClass()} />
            </label>
          )}
          <ul aria-label={t("title")} className="hairline-t">
            {shown.map((profile) => (
              <li key={profile.id} className="hairline-b">
                <SupplierKnown where={where} profile={profile} choices={choices} commands={commands} />
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className="text-13 text-ink-2">{t("noneFound")}</p>}
          {commands !== null && (
            <div>
              <ConfirmButton
                tone="danger"
                title={t("forgetAllTitle")}
                body={t("forgetAllBody", { count: profiles.length })}
                confirm={t("forgetAll")}
                done={t("forgottenAll")}
                command={() => commands.forget({ ...where, id: null })}
              >
                {t("forgetAll")}
              </ConfirmButton>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}
