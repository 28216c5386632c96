"use client";
import { useTranslations } from "next-intl";
import { useInvoiceFacts } from "@/components/invoices/invoice-facts";
import { useInvoiceDescribe } from "@/components/invoices/use-invoice-describe";
import { EvidencePane } from "@/components/review/evidence/evidence-pane";
import { apiPath } from "@/components/review/place";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { ItemView } from "@/lib/review/view";

type Props = {
  readonly title: string;
  readonly item: ItemView<InvoicePayload>;
  /** Paths of the fields that tell the two apart: their boxes are drawn. */
  readonly differing: ReadonlySet<string>;
};

/** One of two documents that are compared. */
export function ComparedSource({ title, item, differing }: Props) {
  const t = useTranslations("invoice.compare");
  const { place } = useInvoiceFacts();
  const describe = useInvoiceDescribe();
  const { document, evidence, payload } = item;
  const boxes = evidence
    .filter(({ path }) => differing.has(path))
    .map(({ path, page, box }) => ({
      path,
      page,
      box,
      label: payload === null ? describe.name(path) : `${describe.name(path)}: ${describe.value(payload, path)}`,
      doubtful: true,
    }));
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <h3 className="text-13 font-medium break-all">{title}</h3>
      {document === null ? (
        <p className="text-13 text-ink-2">{t("noFile")}</p>
      ) : (
        <div className="flex h-[60vh] min-h-0 flex-col overflow-hidden rounded-md border border-line">
          <EvidencePane
            source={{ ...document, url: apiPath(place, "documents", document.id) }}
            boxes={boxes}
            activePath={null}
            onPick={() => undefined}
            payload={payload}
            part={item.part?.index ?? null}
          />
        </div>
      )}
    </section>
  );
}
