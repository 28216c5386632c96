"use client";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef } from "react";
import { LineRow } from "@/components/invoices/line-row";
import { editLines, lineColumns, type LineColumn, type LineEdit } from "@/components/invoices/line-table";
import { GroupMark } from "@/components/review/fields";
import { Button } from "@/components/ui/button";
import type { InvoiceLine } from "@/lib/agents/invoices/model";

type Props = {
  readonly lines: readonly InvoiceLine[];
  readonly readOnly: boolean;
  readonly onEdit: (lines: readonly InvoiceLine[], field: string | null) => void;
};

/** The lines as a sheet: arrows move between rows, Enter goes down, rows can be pasted from a spreadsheet. */
export function LineGrid({ lines, readOnly, onEdit }: Props) {
  const t = useTranslations("invoice.lines");
  const table = useRef<HTMLTableElement>(null);
  const current = useRef(lines);
  useEffect(() => {
    current.current = lines;
  }, [lines]);
  const apply = useCallback((edit: LineEdit, field: string | null) => onEdit(editLines(current.current, edit), field), [onEdit]);
  const focusCell = useCallback((index: number, column: LineColumn) => {
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>(`[data-field="lines.${index}.${column}"]`)?.focus());
  }, []);
  const addAfter = useCallback(
    (after: number) => {
      apply({ kind: "add", after }, null);
      focusCell(after + 1, "description");
    },
    [apply, focusCell],
  );
  const onMove = useCallback(
    (index: number, column: LineColumn, by: 1 | -1, mayAdd: boolean) => {
      const to = index + by;
      if (to >= current.current.length && mayAdd) addAfter(index);
      else if (to >= 0) focusCell(to, column);
    },
    [addAfter, focusCell],
  );
  return (
    <section aria-label={t("label")} className="flex flex-col gap-1">
      <GroupMark path="lines" />
      <table ref={table} className="w-full table-fixed border-collapse text-13 @max-[480px]:block">
        <colgroup className="@max-[480px]:hidden">
          <col />
          <col className="w-14" />
          <col className="w-20" />
          <col className="w-12 @max-[540px]:hidden" />
          <col className="w-22" />
          <col className="w-12" />
          {!readOnly && <col className="w-7" />}
        </colgroup>
        <thead className="text-12 text-ink-3 @max-[480px]:sr-only">
          <tr className="hairline-b">
            {lineColumns.map((column) => (
              <th
                key={column}
                scope="col"
                className={`h-7 px-1.5 font-normal ${column === "description" ? "text-left" : "text-right"} ${column === "discount" ? "@max-[540px]:hidden" : ""}`}
              >
                {t(`column.${column}`)}
              </th>
            ))}
            {!readOnly && (
              <th scope="col">
                <span className="sr-only">{t("column.remove")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="@max-[480px]:block">
          {lines.map((line, index) => (
            <LineRow key={index} line={line} index={index} readOnly={readOnly} onEdit={apply} onMove={onMove} />
          ))}
        </tbody>
      </table>
      {!readOnly && (
        <Button
          tone="quiet"
          icon={<Plus size={14} aria-hidden className="shrink-0" />}
          onClick={() => addAfter(lines.length - 1)}
          className="-ml-1.5 self-start text-12!"
        >
          {t("add")}
        </Button>
      )}
    </section>
  );
}
