"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Finder } from "@/components/quotes/finder";
import { NewCustomer } from "@/components/quotes/new-customer";
import { searchCustomers } from "@/components/quotes/quote-api";
import { useQuoteFacts } from "@/components/quotes/quote-facts";
import { MarkNote, useField } from "@/components/review/fields";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status-mark";
import type { KnownCustomer, QuoteCustomer, QuotePayload } from "@/lib/agents/quotes/model";

type Props = {
  readonly payload: QuotePayload;
  readonly readOnly: boolean;
  readonly onEdit: (patch: Partial<QuotePayload>, field: string | null) => void;
};

const shapes = { known: "clear", choose: "needs", new: "waiting" } as const;

/** Whom the quote is for: found, to be chosen, or new. */
export function CustomerLine({ payload, readOnly, onEdit }: Props) {
  const t = useTranslations("quotes.customer");
  const { customer } = payload;
  const { mark, noteId, props } = useField("customer");
  const [finding, setFinding] = useState(false);
  const { onFocus, onBlur, ...data } = props;
  const choose = (known: KnownCustomer) => {
    setFinding(false);
    onEdit({ customer: { mode: "known", ...known, foundBy: "person" } }, null);
  };
  return (
    <section aria-label={t("label")} {...data} onFocusCapture={onFocus} onBlurCapture={onBlur} className="flex flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1">
        <StatusShape status={mark === null ? shapes[customer.mode] : "needs"} />
        <CustomerName customer={customer} />
        {!readOnly && (
          <span className="ml-auto flex">
            <Button tone="quiet" className="text-12!" onClick={() => setFinding(!finding)}>
              {customer.mode === "known" ? t("change") : t("find")}
            </Button>
            {customer.mode !== "new" && (
              <Button tone="quiet" className="text-12!" onClick={() => onEdit({ customer: newCustomer(payload) }, null)}>
                {t("new")}
              </Button>
            )}
          </span>
        )}
      </div>
      <MarkNote mark={mark} id={noteId} />
      {finding && <CustomerFinder onPick={choose} onClose={() => setFinding(false)} />}
      {customer.mode === "choose" && (
        <div role="group" aria-label={t("which")} className="flex flex-col rounded-md border border-needs p-1">
          {customer.candidates.map((candidate) => (
            <button
              key={candidate.contactId}
              type="button"
              disabled={readOnly}
              onClick={() => choose(candidate)}
              className="flex min-h-9 flex-wrap items-baseline gap-x-2 rounded-sm px-2 py-1.5 text-left text-13 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-11"
            >
              <CustomerFacts customer={candidate} />
              <span className="text-12 text-ink-3">{t(`foundBy.${candidate.foundBy}`)}</span>
            </button>
          ))}
        </div>
      )}
      {customer.mode === "new" && (
        <NewCustomer customer={customer} readOnly={readOnly} onChange={(next, field) => onEdit({ customer: next }, `customer.${field}`)} />
      )}
    </section>
  );
}

function CustomerName({ customer }: { readonly customer: QuoteCustomer }) {
  const t = useTranslations("quotes.customer");
  if (customer.mode === "known") {
    return (
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-14">
        <CustomerFacts customer={customer} />
        <span className="text-12 text-ink-3">{t(`foundBy.${customer.foundBy}`)}</span>
      </span>
    );
  }
  return <span className="text-13 text-ink-2">{customer.mode === "choose" ? t("choose") : t("willBeCreated")}</span>;
}

function CustomerFacts({ customer: { name, taxId } }: { readonly customer: KnownCustomer }) {
  return (
    <>
      <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
      {taxId !== null && <span className="text-12 text-ink-3">{taxId}</span>}
    </>
  );
}

function CustomerFinder({ onPick, onClose }: { readonly onPick: (customer: KnownCustomer) => void; readonly onClose: () => void }) {
  const t = useTranslations("quotes.customer");
  const { place } = useQuoteFacts();
  return (
    <Finder
      autoFocus
      label={t("find")}
      placeholder={t("placeholder")}
      queryKey={["quote-customers", place.company, place.environment]}
      search={(q, signal) => searchCustomers(place, q, signal)}
      keyOf={({ contactId }) => contactId}
      none={(q) => t("none", { q })}
      onPick={onPick}
      onClose={onClose}
      row={(customer) => (
        <span className="flex flex-wrap items-baseline gap-x-2">
          <CustomerFacts customer={customer} />
        </span>
      )}
    />
  );
}

/** What the request itself says of the sender stands in the fields of a new contact. */
function newCustomer({ request }: QuotePayload): QuoteCustomer {
  const email = /[^\s<>"]+@[^\s<>"]+/.exec(request.from ?? "")?.[0] ?? null;
  const name = (request.from ?? "").replace(/<[^>]*>/g, "").trim();
  return {
    mode: "new",
    name: name === email ? "" : name.slice(0, 200),
    taxId: null,
    email: email?.slice(0, 120) ?? null,
    phone: null,
    address: null,
    postalCode: null,
    city: null,
  };
}
