"use client";
import { EllipsisVertical, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import type { LineHands } from "@/components/quotes/line-hands";
import { nextCandidate } from "@/components/quotes/quote-edit";
import { useKeyOf } from "@/components/shell/keys";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { QuoteLine } from "@/lib/agents/quotes/model";

/** Taken with the pointer to put the line elsewhere; the menu and Alt with the arrows do the same. */
export function LineHandle({ line: { id }, hands }: { readonly line: { readonly id: string }; readonly hands: LineHands }) {
  return (
    <span
      aria-hidden
      draggable
      onDragStart={(event) => hands.onDragStart(event, id)}
      onDragEnd={hands.onDragEnd}
      className="mt-1 cursor-grab text-ink-3 opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 active:cursor-grabbing pointer-coarse:hidden"
    >
      <GripVertical size={14} />
    </span>
  );
}

type Props = { readonly line: QuoteLine; readonly index: number; readonly hands: LineHands; readonly onFind: () => void };

/** Everything that can be done to a line, each with its key. */
export function LineMenu({ line, index, hands, onFind }: Props) {
  const t = useTranslations("quotes.line");
  const keys = { swap: useKeyOf("swapCandidate"), optional: useKeyOf("optionalLine") };
  const { id } = line;
  return (
    <div className="text-right @max-[599px]:absolute @max-[599px]:top-1.5 @max-[599px]:right-0">
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t("menu", { number: index + 1 })}
            className="inline-flex size-8 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-10"
          >
            <EllipsisVertical size={15} aria-hidden />
          </button>
        }
      >
        {nextCandidate(line) !== null && (
          <MenuItem shortcut={keys.swap} onSelect={() => hands.swap(line, 1)}>
            {t("swap")}
          </MenuItem>
        )}
        <MenuItem onSelect={onFind}>{t("find")}</MenuItem>
        <MenuItem shortcut={keys.optional} onSelect={() => hands.edit({ kind: "optional", id }, null)}>
          {line.isOptional ? t("notOptional") : t("makeOptional")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem shortcut="Alt+ArrowUp" onSelect={() => hands.move(id, -1, null)}>
          {t("up")}
        </MenuItem>
        <MenuItem shortcut="Alt+ArrowDown" onSelect={() => hands.move(id, 1, null)}>
          {t("down")}
        </MenuItem>
        <MenuItem onSelect={() => hands.edit({ kind: "section", id: newLineId(), title: t("newSection"), before: id }, null)}>
          {t("section")}
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger shortcut="mod+Delete" onSelect={() => hands.edit({ kind: "remove", id }, null)}>
          {t("remove")}
        </MenuItem>
      </Menu>
    </div>
  );
}

export const newLineId = (): string => `p-${crypto.randomUUID().slice(0, 18)}`;
