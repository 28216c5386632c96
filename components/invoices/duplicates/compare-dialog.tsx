"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { compared, sideOfInvoice, sideOfPurchase, type Other, type PurchaseInHolded } from "@/components/invoices/duplicates/compared";
import { ComparedTable } from "@/components/invoices/duplicates/compared-table";
import { ComparedSource } from "@/components/invoices/duplicates/compared-source";
import { useInvoiceFacts } from "@/components/invoices/invoice-facts";
import { apiPath, type Place } from "@/components/review/place";
import { useItem } from "@/components/review/use-item";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { InvoicePayload } from "@/lib/agents/invoices/model";
import type { ItemView } from "@/lib/review/view";

type Props = {
  readonly item: ItemView<InvoicePayload>;
  readonly payload: InvoicePayload;
  readonly other: Other;
  readonly onClose: () => void;
};

/** Two invoices that may be one, beside each other: what differs first, then both documents. */
export function CompareDialog({ item, payload, other, onClose }: Props) {
  const t = useTranslations("invoice.compare");
  const common = useTranslations("common");
  return (
    <Dialog open onOpenChange={onClose} size="full" title={t("title")} description={t("lead")} closeLabel={common("close")}>
      {other.isInHolded ? (
        <WithPurchase item={item} payload={payload} id={other.id} />
      ) : (
        <WithProposal item={item} payload={payload} id={other.id} />
      )}
    </Dialog>
  );
}

type WithProps = Pick<Props, "item" | "payload"> & { readonly id: string };

function WithProposal({ item, payload, id }: WithProps) {
  const t = useTranslations("invoice.compare");
  const { place } = useInvoiceFacts();
  const found = useItem<InvoicePayload>(place, id, null);
  if (found.isError) return <Gone />;
  const theirs = found.data;
  if (!theirs) return <Waiting />;
  const rows = theirs.payload === null ? [] : compared(sideOfInvoice(payload), sideOfInvoice(theirs.payload));
  const differing = new Set<string>(rows.filter(({ differs }) => differs).map(({ field }) => field));
  const name = theirs.fileName ?? t("other");
  return (
    <div className="flex flex-col gap-4">
      <ComparedTable rows={rows} currency={payload.currency} theirs={name} />
      <div className="grid gap-4 lg:grid-cols-2">
        <ComparedSource title={t("this")} item={{ ...item, payload }} differing={differing} />
        <ComparedSource title={name} item={theirs} differing={differing} />
      </div>
    </div>
  );
}

function WithPurchase({ item, payload, id }: WithProps) {
  const t = useTranslations("invoice.compare");
  const { place } = useInvoiceFacts();
  const found = useQuery({
    queryKey: ["purchase", place.company, place.environment, id],
    queryFn: ({ signal }) => fetchPurchase(place, id, signal),
  });
  if (found.isError) return <Gone />;
  if (!found.data) return <Waiting />;
  const rows = compared(sideOfInvoice(payload), sideOfPurchase(found.data, payload));
  return (
    <div className="flex flex-col gap-4">
      <ComparedTable rows={rows} currency={payload.currency} theirs={t("inHolded")} />
      <div className="grid gap-4 lg:grid-cols-2">
        <ComparedSource
          title={t("this")}
          item={{ ...item, payload }}
          differing={new Set<string>(rows.filter(({ differs }) => differs).map(({ field }) => field))}
        />
        <section aria-label={t("inHolded")} className="flex flex-col gap-2 text-13">
          <h3 className="font-medium">{t("inHolded")}</h3>
          <p className="text-ink-2">{found.data.isApproved === true ? t("approvedThere") : t("draftThere")}</p>
          <ul className="hairline-t">
            {found.data.lines.map((line, index) => (
              <li key={index} className="hairline-b flex justify-between gap-4 py-2">
                <span className="min-w-0 break-words">{line.name}</span>
                <span className="shrink-0 text-ink-2 tabular-nums">
                  {(line.units ?? "1").replace(".", ",")} × {(line.price ?? "–").replace(".", ",")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function Waiting() {
  const t = useTranslations("common");
  return (
    <div role="status" aria-label={t("working")} className="grid gap-4 lg:grid-cols-2">
      <Skeleton className="h-[50vh]" />
      <Skeleton className="h-[50vh] max-lg:hidden" />
    </div>
  );
}

function Gone() {
  const t = useTranslations("invoice.compare");
  return (
    <p role="alert" className="text-13 text-refused">
      {t("gone")}
    </p>
  );
}

async function fetchPurchase(place: Place, id: string, signal: AbortSignal): Promise<PurchaseInHolded> {
  const response = await fetch(apiPath(place, "purchases", id), { signal });
  if (!response.ok) throw new Error(`the purchase answered ${response.status}`);
  return (await response.json()) as PurchaseInHolded;
}
