"use client";
import { Decimal } from "decimal.js";
import { useTranslations } from "next-intl";
import { NumberInput } from "@/components/invoices/number-input";
import type { LineHands } from "@/components/quotes/line-hands";
import { unitFor } from "@/components/quotes/line-words";
import { useField } from "@/components/review/fields";
import { Amount } from "@/components/ui/amount";
import { cx } from "@/components/ui/cx";
import { Skeleton } from "@/components/ui/skeleton";
import type { QuoteLine } from "@/lib/agents/quotes/model";

type Props = { readonly line: QuoteLine; readonly index: number; readonly readOnly: boolean; readonly hands: LineHands };

/** Quantity, price, discount and what they come to. */
export function LineFigures({ line, index, readOnly, hands }: Props) {
  const t = useTranslations("quotes.line");
  const { priced } = line;
  const isMatched = line.state === "matched";
  return (
    <>
      <Figure
        column="quantity"
        index={index}
        label={t("quantity")}
        value={line.quantity}
        doubtful={line.quantityDoubt !== null}
        note={line.item?.unit == null ? undefined : unitFor(line.item.unit, line.quantity)}
        readOnly={readOnly}
        onChange={(quantity) => hands.edit({ kind: "quantity", id: line.id, quantity }, `quantity.${line.id}`)}
      />
      {priced === null ? (
        <>
          <Pending label={t("price")} isComing={isMatched} />
          <Pending label={t("discount")} isComing={isMatched} />
        </>
      ) : (
        <>
          <Figure
            column="price"
            index={index}
            label={t("price")}
            value={priced.price}
            minDecimals={2}
            isOwn={priced.rule === "person"}
            readOnly={readOnly}
            onChange={(price) => hands.edit({ kind: "price", id: line.id, price }, `price.${line.id}`)}
          />
          <Figure
            column="discount"
            index={index}
            label={t("discount")}
            value={priced.discount}
            isPercent
            isOwn={priced.discountRule === "person"}
            readOnly={readOnly}
            onChange={(discount) => hands.edit({ kind: "discount", id: line.id, discount }, `discount.${line.id}`)}
          />
        </>
      )}
      <div className="min-w-0 text-right text-13 @min-[600px]:pt-1">
        <Heading>{t("net")}</Heading>
        <span className="inline-flex h-8 items-center @min-[600px]:h-6">
          {priced === null && isMatched ? (
            <Skeleton className="h-3 w-14" />
          ) : (
            <Amount value={priced?.net ?? null} currency="EUR" className={cx(line.isOptional && "text-ink-3")} />
          )}
        </span>
      </div>
    </>
  );
}

/** Beside its figure on a phone, where the table has no heading. */
function Heading({ children }: { readonly children: string }) {
  return (
    <span aria-hidden className="block truncate text-right text-12 text-ink-3 @min-[600px]:hidden">
      {children}
    </span>
  );
}

function Pending({ label, isComing }: { readonly label: string; readonly isComing: boolean }) {
  return (
    <div className="min-w-0 text-right text-13 text-ink-3 @min-[600px]:pt-1">
      <Heading>{label}</Heading>
      <span className="inline-flex h-8 items-center @min-[600px]:h-6">{isComing ? <Skeleton className="h-3 w-10" /> : "—"}</span>
    </div>
  );
}

type FigureProps = {
  readonly column: "quantity" | "price" | "discount";
  readonly index: number;
  readonly label: string;
  readonly value: string;
  readonly minDecimals?: number;
  readonly isPercent?: boolean;
  /** Typed by a person, against what the rules say. */
  readonly isOwn?: boolean;
  readonly doubtful?: boolean;
  readonly note?: string | undefined;
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
};

function Figure({ column, index, label, value, minDecimals = 0, isPercent, isOwn, doubtful, note, readOnly, onChange }: FigureProps) {
  const t = useTranslations("quotes.line");
  const { mark, props } = useField(`lines.${index}.${column}`);
  const isMarked = mark !== null || doubtful === true;
  return (
    <div className="min-w-0">
      <Heading>{label}</Heading>
      <NumberInput
        {...props}
        aria-label={t("figure", { name: label, number: index + 1 })}
        title={mark?.sentences.join(" ")}
        value={value}
        minDecimals={minDecimals}
        readOnly={readOnly}
        onChange={(next) => {
          const kept = next === null ? null : allowed(next, isPercent === true);
          if (kept !== null && kept !== value) onChange(kept);
        }}
        className={cx(
          "block h-8 w-full rounded-sm border bg-transparent px-1.5 text-13 outline-none focus-visible:border-accent focus-visible:bg-raised focus-visible:outline-1 focus-visible:-outline-offset-1 focus-visible:outline-accent pointer-coarse:h-10 pointer-coarse:text-16",
          isMarked ? "border-needs bg-needs-soft" : readOnly ? "border-transparent" : "border-line hover:border-line-strong",
          isOwn === true && "font-semibold",
        )}
      />
      {note !== undefined && <p className="truncate pr-1.5 text-right text-12 text-ink-3">{note}</p>}
    </div>
  );
}

/** What a quote can hold: nothing negative, no more than everything off, four decimals as Holded keeps them; null: it cannot. */
function allowed(value: string, isPercent: boolean): string | null {
  const number = new Decimal(value);
  if (number.isNegative() || number.gte("1e9") || (isPercent && number.gt(100))) return null;
  return number.toDecimalPlaces(4).toFixed();
}
