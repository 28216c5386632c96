"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Other } from "@/components/invoices/duplicates/compared";
import { CompareDialog } from "@/components/invoices/duplicates/compare-dialog";
import { Button } from "@/components/ui/button";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { ItemView } from "@/lib/review/view";

type Props = { readonly item: ItemView<InvoicePayload>; readonly payload: InvoicePayload };

/** What this invoice may be a second copy of: each opens beside it. */
export function DuplicateOffers({ item, payload }: Props) {
  const t = useTranslations("invoice.compare");
  const [open, setOpen] = useState<Other | null>(null);
  const others = othersOf(item.reasons);
  if (others.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {others.map((other) => (
        <Button key={other.id} onClick={() => setOpen(other)}>
          {other.isInHolded ? t("withPurchase", { name: other.name }) : t("withFile", { name: other.name })}
        </Button>
      ))}
      {open !== null && <CompareDialog item={item} payload={payload} other={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function othersOf(reasons: Props["item"]["reasons"]): readonly Other[] {
  const others = reasons.flatMap(({ code, detail }): Other[] => {
    const id = detail?.["id"];
    if (!code.startsWith("duplicate.") || typeof id !== "string") return [];
    const isInHolded = code.startsWith("duplicate.purchase");
    return [{ id, isInHolded, name: String(detail?.[isInHolded ? "number" : "file"] ?? "–") }];
  });
  return [...new Map(others.map((other) => [other.id, other])).values()];
}
