"use client";
import { useTranslations } from "next-intl";
import type { Answer, Where } from "@/components/settings/answer";
import { ConfirmButton } from "@/components/settings/confirm-button";
import { showMoment } from "@/components/ui/moment-text";

export type ShownOldToken = { readonly lastFour: string; readonly replacedAt: string; readonly retiresAt: string };

type Props = {
  readonly old: ShownOldToken;
  readonly where: Where;
  /** Null where the reader may only look. */
  readonly commands: { readonly retire: (input: Where) => Promise<Answer>; readonly goBack: (input: Where) => Promise<Answer> } | null;
};

/** The key before this one: what began with it ends with it, and for a day there is a way back. */
export function OldToken({ old: { lastFour, replacedAt, retiresAt }, where, commands }: Props) {
  const t = useTranslations("settings.oldToken");
  return (
    <section aria-label={t("title")} className="rounded-md border border-line bg-raised p-4 text-13">
      <h3 className="font-medium">{t("title")}</h3>
      <p className="mt-1 text-ink-2">{t("lead", { lastFour, at: showMoment(replacedAt), until: showMoment(retiresAt) })}</p>
      {commands !== null && (
        <div className="mt-3 flex flex-wrap gap-2">
          <ConfirmButton
            title={t("goBackTitle", { lastFour })}
            body={t("goBackBody")}
            confirm={t("goBackConfirm")}
            done={t("goBackDone", { lastFour })}
            command={() => commands.goBack(where)}
          >
            {t("goBack")}
          </ConfirmButton>
          <ConfirmButton
            tone="danger"
            title={t("retireTitle", { lastFour })}
            body={t("retireBody")}
            confirm={t("retireConfirm")}
            done={t("retireDone", { lastFour })}
            command={() => commands.retire(where)}
          >
            {t("retire")}
          </ConfirmButton>
        </div>
      )}
    </section>
  );
}
