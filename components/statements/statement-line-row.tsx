"use client";
import { useTranslations } from "next-intl";
import { amountText } from "@/components/review/amount-list";
import { isQuestion } from "@/components/statements/ticks";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { showDate } from "@/components/ui/date-text";
import type { StatementLine } from "@/lib/agents/statements/model";

type Props = {
  readonly line: StatementLine;
  readonly currency: string;
  /** Null: it can only be looked at. */
  readonly onTake: ((take: StatementLine["take"]) => void) | null;
};

/** One movement as the bank printed it, what is known of it, and whether it is created. */
export function StatementLineRow({ line, currency, onTake }: Props) {
  const t = useTranslations("statements.lines");
  const { take, why, text, valueDate, amount, balance, facts } = line;
  const name = `${showDate(valueDate) ?? valueDate} ${amountText(amount, currency)} ${text}`;
  const details = [facts.name, facts.iban, ...facts.references].filter((one) => one !== undefined && !text.includes(one));
  return (
    <li className="hairline-b flex items-start gap-3 py-2 text-13 [content-visibility:auto] [contain-intrinsic-size:auto_48px]">
      <span className="flex h-5 w-5 shrink-0 items-center">
        {take === "ask" ? (
          <span aria-hidden className="text-needs">
            ◐
          </span>
        ) : (
          <Checkbox
            checked={take === "yes"}
            onChange={(on) => onTake?.(on ? "yes" : "no")}
            disabled={onTake === null}
            label={t("take", { name })}
          />
        )}
      </span>
      <div className={cx("flex min-w-0 flex-1 flex-col gap-0.5", take === "no" && "text-ink-3")}>
        <p className="[overflow-wrap:anywhere]">{text === "" ? t("noText") : text}</p>
        {details.length > 0 && <p className="text-12 text-ink-3 [overflow-wrap:anywhere]">{details.join(" · ")}</p>}
        {facts.parts.length > 0 && <p className="text-12 text-ink-3">{t("parts", { count: facts.batchSize ?? facts.parts.length })}</p>}
        {why !== "new" && <p className={cx("text-12", isQuestion(why) ? "text-needs" : "text-ink-3")}>{t(`why.${why}`)}</p>}
        {isQuestion(why) && onTake !== null && (
          <div role="group" aria-label={name} className="flex flex-wrap gap-2 pt-1">
            <Button aria-pressed={take === "no"} tone={take === "no" ? "primary" : "secondary"} onClick={() => onTake("no")}>
              {t(why === "deleted" ? "leave" : "same")}
            </Button>
            <Button aria-pressed={take === "yes"} tone={take === "yes" ? "primary" : "secondary"} onClick={() => onTake("yes")}>
              {t(why === "deleted" ? "again" : "another")}
            </Button>
          </div>
        )}
      </div>
      <div className="flex shrink-0 flex-col items-end gap-0.5">
        <Amount value={amount} currency={currency} strong={take === "yes"} className={cx(take === "no" && "text-ink-3")} />
        <span className="text-12 text-ink-3 tabular-nums">
          {showDate(valueDate)} {balance !== null && <span className="max-md:hidden">· {amountText(balance, currency)}</span>}
        </span>
      </div>
    </li>
  );
}
