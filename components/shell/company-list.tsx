"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { alarmsOf } from "@/components/shell/alarms";
import { CompanyRow, overviewColumns } from "@/components/shell/company-card";
import type { CompanyLine } from "@/components/shell/company-line";
import { useKeys } from "@/components/shell/keys";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";
import { foldText } from "@/lib/language/fold";

/** From so many lines on it is quicker to look for a company than to see it. */
const manyLines = 6;

/** All companies of a person, in the order in which they need her. j and k walk, Enter opens, / searches. */
export function CompanyList({ lines }: { readonly lines: readonly CompanyLine[] }) {
  const t = useTranslations("overview");
  const [text, setText] = useState("");
  const [onlyNeeding, setOnlyNeeding] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const wanted = foldText(text);
  const shown = lines.filter((line) => foldText(line.name).includes(wanted) && (!onlyNeeding || needsSomebody(line)));
  const step = (by: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-company]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  const search = () => list.current?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  useKeys({ moveNext: () => step(1), movePrevious: () => step(-1), search });
  return (
    <div ref={list}>
      {lines.length >= manyLines && (
        <div role="search" className="flex flex-wrap items-center gap-x-6 gap-y-3 pt-4">
          <TextField
            type="search"
            className="w-full sm:w-72"
            label={t("filter")}
            hideLabel
            placeholder={t("filter")}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Switch checked={onlyNeeding} onChange={setOnlyNeeding} label={t("onlyNeeding")} />
          <span role="status" className="text-13 text-ink-3">
            {t("shown", { n: shown.length, of: lines.length })}
          </span>
        </div>
      )}
      <div aria-hidden className={cx("hairline-b mt-5 hidden pb-1.5 text-12 text-ink-3 xl:grid", overviewColumns)}>
        <span className="self-end">{t("company")}</span>
        <span className="grid grid-cols-[minmax(84px,1fr)_repeat(4,minmax(0,64px))] items-end gap-x-2 text-right">
          <span className="text-left">{t("agent")}</span>
          <span>{t("needsYou")}</span>
          <span>{t("clear")}</span>
          <span>{t("waitingForHolded")}</span>
          <span>{t("failed")}</span>
        </span>
        <span className="self-end">{t("connection")}</span>
        <span className="self-end">{t("quota")}</span>
        <span className="self-end">{t("copy")}</span>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t("noneFound")}>{t("noneFoundLead")}</EmptyState>
      ) : (
        <ul className="max-xl:hairline-t max-xl:mt-5">
          {shown.map((line) => (
            <CompanyRow key={`${line.slug} ${line.environment}`} line={line} />
          ))}
        </ul>
      )}
    </div>
  );
}

function needsSomebody(line: CompanyLine): boolean {
  return alarmsOf(line).length > 0 || line.queues.some(({ needsMe }) => needsMe > 0);
}
