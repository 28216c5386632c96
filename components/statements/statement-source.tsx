"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { sumsOf } from "@/components/statements/ticks";
import { Amount } from "@/components/ui/amount";
import { PlainDateText } from "@/components/ui/plain-date-text";
import { formatIban } from "@/lib/kernel/iban";
import { written } from "@/lib/platform/i18n/sentences";
import type { StatementPayload } from "@/lib/agents/statements/model";

/** What the file says of itself: account, period, balances and sums, and where its figures do not agree. */
export function StatementSource({ payload }: { readonly payload: StatementPayload }) {
  const t = useTranslations("statements.source");
  const { account, from, to, opening, closing, movements, warnings, part, format } = payload;
  const { count, into, out } = sumsOf(movements);
  const money = (value: string | null) => <Amount value={value} currency={account.currency} />;
  return (
    <section aria-label={t("label")} className="mx-auto flex max-w-[640px] flex-col gap-6 px-4 py-6 md:px-8 md:py-8">
      <header className="flex flex-col gap-1">
        <p className="text-12 text-ink-3">{t(`format.${format}`)}</p>
        <h2 className="font-mono text-16 [overflow-wrap:anywhere]">
          {account.iban === null ? (account.number ?? t("noAccount")) : formatIban(account.iban)}
        </h2>
        {account.holder !== null && <p className="text-13 text-ink-2">{account.holder}</p>}
      </header>
      {count > 0 && (
        <dl className="flex flex-col text-13">
          <Line name={t("period")}>
            {from !== null && <PlainDateText value={from} />} – {to !== null && <PlainDateText value={to} />}
          </Line>
          <Line name={t("opening")}>{money(opening)}</Line>
          <Line name={t("into")}>{money(into)}</Line>
          <Line name={t("out")}>{money(out)}</Line>
          <Line name={t("closing")}>{money(closing)}</Line>
          <Line name={t("movements")}>{part.of > 1 ? t("part", { count, index: part.index, of: part.of }) : count}</Line>
        </dl>
      )}
      {warnings.length > 0 && (
        <div className="flex flex-col gap-2">
          <h3 className="text-13 font-medium">{t("warnings")}</h3>
          <ul className="flex list-none flex-col gap-1 text-13 text-needs">
            {warnings.map(({ code, line, expected = "", got = "" }, index) => (
              <li key={index}>
                {line !== null && <span className="text-ink-3">{t("line", { line })} </span>}
                {t(`warning.${code}`, written({ expected, got }))}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="hairline-b flex min-h-9 items-center justify-between gap-4 last:border-b-0">
      <dt className="text-ink-2">{name}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  );
}
