"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LineHands } from "@/components/quotes/line-hands";
import { lineWarnings, unitFor } from "@/components/quotes/line-words";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { shownFigure, shownPercent } from "@/components/quotes/shown-figures";
import type { LineSentence } from "@/components/quotes/line-sentences";
import { amountText } from "@/components/review/amount-list";
import { Button } from "@/components/ui/button";
import { StatusShape, type Status } from "@/components/ui/status-mark";
import type { LinePrice, QuoteLine } from "@/lib/agents/quotes/model";

type Props = { readonly line: QuoteLine; readonly readOnly: boolean; readonly hands: LineHands };

/** How quantity and price were arrived at, in words. */
export function PriceWords({ line, readOnly, hands }: Props) {
  const t = useTranslations("quotes.rule");
  const { priced, packs, item, quantity, asked } = line;
  const isOwn = priced?.rule === "person" || priced?.discountRule === "person";
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-12 text-ink-3 empty:hidden">
      {packs !== null && (
        <span className="text-ink-2">
          {t("packs", {
            asked: asked?.said ?? shownFigure(packs.asked),
            quantity: shownFigure(quantity),
            unit: item?.unit == null ? t("unit", { count: Number(quantity) }) : unitFor(item.unit, quantity),
            pack: shownFigure(packs.pack),
          })}
          {/[1-9]/.test(packs.spare) && ` ${t("spare", { count: shownFigure(packs.spare) })}`}
        </span>
      )}
      {priced !== null && <RuleWords priced={priced} category={item?.category ?? null} />}
      {isOwn && !readOnly && (
        <button
          type="button"
          onClick={() => hands.edit({ kind: "ruled", id: line.id }, null)}
          className="rounded-sm text-accent underline-offset-2 hover:underline"
        >
          {t("back")}
        </button>
      )}
    </p>
  );
}

/** The rule that gave the price, and the one that gave the discount. */
function RuleWords({ priced, category }: { readonly priced: LinePrice; readonly category: string | null }) {
  const t = useTranslations("quotes.rule");
  const { rule, ruleDetail, rulePrice, discount, discountRule } = priced;
  const price =
    rule === "person"
      ? t("person", { price: rulePrice === null ? "—" : amountText(rulePrice, "EUR") })
      : t(rule, { detail: ruleDetail === null ? "" : rule === "break" ? shownDetail(ruleDetail) : ruleDetail });
  const facts = { percent: shownPercent(discount), category: category ?? "" };
  const less =
    discountRule === "person"
      ? t("ownDiscount")
      : discountRule === null || !/[1-9]/.test(discount)
        ? null
        : t(discountRule === "category" ? "categoryDiscount" : "contactDiscount", facts);
  return <span>{less === null ? price : `${price} · ${less}`}</span>;
}

/** The figure of a break, when it is one. */
const shownDetail = (detail: string): string => (/^\d+(\.\d+)?$/.test(detail) ? shownFigure(detail) : detail);

/** What a person should know before the line goes, each with what can be done about it. */
export function LineNotes({ line, sentences, readOnly, hands }: Props & { readonly sentences: readonly LineSentence[] }) {
  const t = useTranslations("quotes.note");
  const { marginLimit } = useQuoteFacts();
  const { asked, item } = line;
  const warnings = lineWarnings(line, marginLimit);
  return (
    <>
      {sentences.map(({ level, text }) => (
        <Note key={text} status={shapes[level]}>
          {text}
        </Note>
      ))}
      {warnings.map((warning) => (
        <Note key={warning} status={warning === "below_cost" || warning === "inactive" ? "refused" : "needs"}>
          {t(warning, {
            cost: item?.cost == null ? "" : amountText(item.cost, "EUR"),
            limit: marginLimit === null ? "" : shownPercent(marginLimit),
            stock: item?.stock == null ? "" : shownFigure(item.stock),
          })}
        </Note>
      ))}
      {asked?.claimed && (
        <Note status="needs">
          <span>
            {asked.claimed.kind === "price"
              ? t("claimedPrice", { amount: amountText(asked.claimed.amount, "EUR") })
              : t("claimedDiscount", { percent: shownPercent(asked.claimed.amount) })}
          </span>
          {!readOnly && line.priced !== null && !isApplied(line) && (
            <Button tone="secondary" className="h-7! px-2! text-12!" onClick={() => hands.edit({ kind: "claimed", id: line.id }, null)}>
              {t("apply")}
            </Button>
          )}
        </Note>
      )}
      {line.repeats !== null && <Note status="waiting">{t("repeats", { number: line.repeats })}</Note>}
      {asked?.remark != null && asked.remark !== "" && <Note status="waiting">{asked.remark}</Note>}
      <Remember line={line} readOnly={readOnly} hands={hands} />
    </>
  );
}

const shapes = { block: "refused", doubt: "needs", info: "waiting" } as const;

function Note({ status, children }: { readonly status: Status; readonly children: ReactNode }) {
  const tone = { clear: "text-ink-2", waiting: "text-ink-2", needs: "text-needs", refused: "text-refused" }[status];
  return (
    <div className={`flex items-start gap-1.5 text-12 ${tone}`}>
      <span className="pt-px">
        <StatusShape status={status} />
      </span>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}

function isApplied({ asked, priced }: QuoteLine): boolean {
  const claimed = asked?.claimed;
  if (!claimed || priced === null) return false;
  return Number(claimed.amount) === Number(claimed.kind === "price" ? priced.price : priced.discount);
}

/** That these words mean this thing from now on, where a person said so. */
function Remember({ line, readOnly, hands }: Props) {
  const t = useTranslations("quotes.remember");
  if (line.asked === null || line.state !== "matched" || (line.remember === "no" && !wasSwapped(line))) return null;
  return (
    <label className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
      {t("label", { words: line.asked.words })}
      <select
        value={line.remember}
        disabled={readOnly}
        onChange={(event) => {
          const remember = (["no", "customer", "all"] as const).find((one) => one === event.target.value);
          if (remember !== undefined) hands.edit({ kind: "remember", id: line.id, remember }, null);
        }}
        className="h-7 rounded-sm border border-line bg-raised px-1 text-12 pointer-coarse:h-10"
      >
        {(["customer", "all", "no"] as const).map((value) => (
          <option key={value} value={value}>
            {t(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The best of the candidates is what the agent would have taken. */
const wasSwapped = ({ item, candidates }: QuoteLine): boolean => candidates[0] !== undefined && candidates[0].item.key !== item?.key;
