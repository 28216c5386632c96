"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ClipboardEvent, type KeyboardEvent } from "react";
import type { LineColumn, LineEdit } from "@/components/invoices/line-table";
import { NumberInput } from "@/components/invoices/number-input";
import { readPastedRows } from "@/components/invoices/pasted-rows";
import { MarginSign, useField } from "@/components/review/fields";
import { cx } from "@/components/ui/cx";
import type { InvoiceLine } from "@/lib/agents/invoices/model";

type Props = {
  readonly line: InvoiceLine;
  readonly index: number;
  readonly readOnly: boolean;
  readonly onEdit: (edit: LineEdit, field: string | null) => void;
  /** `mayAdd`: going down from the last line makes a new one. */
  readonly onMove: (index: number, column: LineColumn, by: 1 | -1, mayAdd: boolean) => void;
};

const numeric = ["quantity", "unitPrice", "discount", "net", "vatRate"] as const;

/** One line of the invoice. */
export const LineRow = memo(function LineRow({ line, index, readOnly, onEdit, onMove }: Props) {
  const t = useTranslations("invoice.lines");
  const whole = useField(`lines.${index}`);
  return (
    <tr className="group hairline-b relative align-top @max-[480px]:grid @max-[480px]:grid-cols-[0.8fr_1fr_1.1fr_0.7fr_28px] @max-[480px]:py-1">
      <td className="relative p-0 @max-[480px]:col-span-full">
        <MarginSign mark={whole.mark} className="top-[9px]" />
        <Cell line={line} index={index} column="description" readOnly={readOnly} onEdit={onEdit} onMove={onMove} />
        {whole.mark !== null && (
          <p className={cx("px-1.5 pb-1 text-12", whole.mark.level === "block" ? "text-refused" : "text-needs")}>
            {whole.mark.sentences.join(" ")}
          </p>
        )}
      </td>
      {numeric.map((column) => (
        <td key={column} className={cx("p-0", column === "discount" && "@max-[540px]:hidden")}>
          <span aria-hidden className="block px-1.5 text-right text-12 text-ink-3 @min-[480px]:hidden">
            {t(`column.${column}`)}
          </span>
          <Cell line={line} index={index} column={column} readOnly={readOnly} onEdit={onEdit} onMove={onMove} />
        </td>
      ))}
      {!readOnly && (
        <td className="self-end p-0 text-right">
          <button
            type="button"
            aria-label={t("remove", { number: index + 1 })}
            onClick={() => onEdit({ kind: "remove", index }, null)}
            className="inline-flex h-8 w-7 items-center justify-center rounded-sm text-ink-3 group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 pointer-fine:opacity-0"
          >
            <X size={14} aria-hidden />
          </button>
        </td>
      )}
    </tr>
  );
});

function Cell({ line, index, column, readOnly, onEdit, onMove }: Props & { readonly column: LineColumn }) {
  const t = useTranslations("invoice.lines");
  const path = `lines.${index}.${column}`;
  const { mark, props, isActive } = useField(path);
  const set = (value: string | null) =>
    onEdit({ kind: "set", index, patch: { [column]: column === "description" ? (value ?? "") : value } }, path);
  const shared = {
    ...props,
    readOnly,
    "aria-label": t("cell", { column: t(`column.${column}`), number: index + 1 }),
    title: mark?.sentences.join(" "),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onCellKey(event, (by, mayAdd) => onMove(index, column, by, mayAdd && !readOnly)),
    onPaste: (event: ClipboardEvent) => {
      const rows = readOnly ? null : readPastedRows(event.clipboardData.getData("text/plain"), column);
      if (rows === null) return;
      event.preventDefault();
      onEdit({ kind: "paste", index, rows }, null);
    },
    className: cx(
      "block min-h-8 w-full rounded-sm border bg-transparent px-1.5 py-[5px] text-13 outline-none focus-visible:border-accent focus-visible:bg-raised focus-visible:outline-1 focus-visible:-outline-offset-1 focus-visible:outline-accent pointer-coarse:text-16",
      mark !== null ? (mark.level === "block" ? "border-refused bg-refused-soft" : "border-needs bg-needs-soft") : "border-transparent",
      !readOnly && "hover:border-line",
      isActive && "border-accent",
    ),
  };
  if (column === "description") {
    return (
      <textarea
        {...shared}
        rows={1}
        maxLength={2000}
        value={line.description}
        onChange={(event) => set(event.target.value)}
        className={cx(shared.className, "max-h-40 resize-none field-sizing-content")}
      />
    );
  }
  return (
    <NumberInput
      {...shared}
      value={line[column]}
      onChange={set}
      {...(column === "net" ? { decimals: 2 } : {})}
      {...(column === "unitPrice" ? { minDecimals: 2 } : {})}
    />
  );
}

function onCellKey(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>, move: (by: 1 | -1, mayAdd: boolean) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    move(1, true);
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  // In a description of several lines the arrows belong to the text.
  if (event.currentTarget instanceof HTMLTextAreaElement && event.currentTarget.clientHeight > 40) return;
  event.preventDefault();
  move(event.key === "ArrowDown" ? 1 : -1, false);
}
