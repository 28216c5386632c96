"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isShown, shownWhich, withTake, type ShownWhich } from "@/components/statements/ticks";
import { StatementLineRow } from "@/components/statements/statement-line-row";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import type { StatementLine, StatementPayload } from "@/lib/agents/statements/model";

type Props = {
  readonly payload: StatementPayload;
  readonly readOnly: boolean;
  readonly onEdit: (next: StatementPayload, field: string | null) => void;
};

/** So many at once: a list of thousands is read from its beginning. */
const step = 200;

/** The movements, which of them are new, and what becomes of each. */
export function StatementLines({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("statements.lines");
  const [which, setWhich] = useState<ShownWhich>(payload.movements.some(({ take }) => take === "ask") ? "ask" : "all");
  const [limit, setLimit] = useState(step);
  const { movements } = payload;
  const shown = movements.flatMap((line, index) => (isShown(which, line) ? [{ line, index }] : []));
  const set = (fits: (line: StatementLine) => boolean, take: StatementLine["take"]) => onEdit(withTake(payload, fits, take), null);
  const asked = movements.filter(({ take }) => take === "ask").length;
  return (
    <section aria-label={t("label")} data-field="movements" className="flex min-w-0 flex-col gap-3">
      <div role="group" aria-label={t("show")} className="flex flex-wrap gap-1">
        {shownWhich.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={which === one}
            onClick={() => {
              setWhich(one);
              setLimit(step);
            }}
            className={cx(
              "control-height rounded-md px-2.5 text-13",
              which === one ? "bg-accent-soft font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
            )}
          >
            {t(`which.${one}`)} <span className="text-12 text-ink-3">{movements.filter((line) => isShown(one, line)).length}</span>
          </button>
        ))}
      </div>
      {!readOnly && asked > 0 && (
        <div className="flex flex-wrap items-center gap-2 rounded-md bg-needs-soft px-3 py-2 text-13">
          <p className="mr-auto">{t("asked", { count: asked })}</p>
          <Button onClick={() => set(({ take }) => take === "ask", "no")}>{t("allSame")}</Button>
          <Button onClick={() => set(({ take }) => take === "ask", "yes")}>{t("allNew")}</Button>
        </div>
      )}
      <ul className="flex flex-col">
        {shown.slice(0, limit).map(({ line, index }) => (
          <StatementLineRow
            key={index}
            line={line}
            currency={payload.account.currency}
            onTake={readOnly ? null : (take) => set((one) => one === line, take)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="py-4 text-13 text-ink-3">{t("none")}</p>}
      {shown.length > limit && (
        <Button className="self-start" onClick={() => setLimit((now) => now + step)}>
          {t("more", { count: Math.min(step, shown.length - limit) })}
        </Button>
      )}
    </section>
  );
}
