"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Answer, Where } from "@/components/settings/answer";
import { euroText } from "@/components/settings/euro-text";
import { Fact, Facts } from "@/components/settings/facts";
import { useCommand } from "@/components/settings/use-command";
import { Bar } from "@/components/ui/bar";
import { Button } from "@/components/ui/button";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { StatusMark } from "@/components/ui/status-mark";
import type { SetupView } from "@/lib/claude/configure";

type Props = {
  readonly setup: SetupView;
  readonly where: Where;
  readonly turnOff: (input: Where) => Promise<Answer>;
  readonly tryOut: (input: Where) => Promise<Answer<{ readonly euros: string; readonly ms: number }>>;
};

/** What is set, what the month has cost, and the two things that take effect at once: trying it out and switching it off. */
export function ReaderFacts({ setup, where, turnOff, tryOut }: Props) {
  const t = useTranslations("reader");
  const [tried, setTried] = useState<{ readonly euros: string; readonly ms: number } | null>(null);
  const trying = useCommand();
  const stopping = useCommand();
  const { mode, place, price } = setup;
  return (
    <div className="flex flex-col gap-5">
      <Facts>
        <Fact name={t("state")}>
          <StatusMark status={mode === "off" ? "waiting" : "clear"}>{t(`modes.${mode}`)}</StatusMark>
        </Fact>
        <Fact name={t("place")}>
          {t(`providers.${place.provider}`)}
          {"region" in place && <span className="text-ink-2"> · {place.region}</span>}
        </Fact>
        <Fact name={t("model")}>
          <span className="font-mono">{place.model}</span>
          <span className="block text-12 text-ink-3">
            {price === null ? (
              t("priceUnknown")
            ) : (
              <>
                {t("priceIs", { input: euroText(price.inputEuros), output: euroText(price.outputEuros) })}{" "}
                <PlainDateText value={price.since} />
              </>
            )}
          </span>
        </Fact>
        <Fact name={t("key")}>{setup.secretHint === null ? t("keyNone") : <span className="font-mono">{setup.secretHint}</span>}</Fact>
        <Fact name={t("month")}>
          <Bar
            label={t("month")}
            value={setup.spentShare}
            max={1}
            tone={setup.spentShare >= 0.9 ? "refused" : setup.spentShare >= 0.7 ? "needs" : "accent"}
            valueText={t("spent", { spent: euroText(setup.spentEuros), budget: euroText(setup.budgetEuros) })}
            caption={<span>{t("spent", { spent: euroText(setup.spentEuros), budget: euroText(setup.budgetEuros) })}</span>}
          />
        </Fact>
      </Facts>
      <div className="flex flex-wrap items-center gap-2">
        {mode !== "off" && (
          <Button tone="danger" busy={stopping.busy} onClick={() => void stopping.run(() => turnOff(where), t("turnedOff"))}>
            {t("turnOff")}
          </Button>
        )}
        {setup.secretHint !== null && (
          <Button
            busy={trying.busy}
            busyLabel={t("trying")}
            onClick={() => void trying.run(() => tryOut(where), t("tryOk")).then((done) => setTried(done === null ? null : done.value))}
          >
            {t("try")}
          </Button>
        )}
        <p role="status" className="text-13 text-ink-2">
          {tried !== null && t("tried", { euros: euroText(tried.euros), ms: tried.ms })}
        </p>
      </div>
    </div>
  );
}
