"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";
import { useInvoiceFacts, type KnownContact } from "@/components/invoices/invoice-facts";
import { ChoiceList } from "@/components/review/choice-list";
import { useField } from "@/components/review/fields";
import { apiPath, type Place } from "@/components/review/place";
import { Popover } from "@/components/review/popover";
import { inputClass } from "@/components/ui/field";
import { StatusShape } from "@/components/ui/status-mark";
import type { InvoicePayload } from "@/lib/agents/invoices/model";

type Supplier = InvoicePayload["supplier"];
type Props = { readonly supplier: Supplier; readonly readOnly: boolean; readonly onChoose: (contactId: string | null) => void };

/** The contact of Holded behind the supplier, or that one will be created. */
export function ContactLine({ supplier, readOnly, onChoose }: Props) {
  const t = useTranslations("invoice.contact");
  const { place } = useInvoiceFacts();
  const { mark, props } = useField("supplier.contactId");
  const [open, setOpen] = useState(false);
  const { contactId } = supplier;
  const known = useQuery({
    queryKey: ["contact", place.company, place.environment, contactId],
    queryFn: ({ signal }) => fetchContacts(place, { id: contactId ?? "" }, signal),
    enabled: contactId !== null,
    staleTime: 60_000,
  });
  const contact = known.data?.[0];
  const { onFocus, onBlur, ...data } = props;
  return (
    <div
      {...data}
      onFocusCapture={onFocus}
      onBlurCapture={onBlur}
      className="flex min-h-6 flex-wrap items-center gap-x-2 text-12 text-ink-2"
    >
      <StatusShape status={mark !== null ? "needs" : contactId === null ? "waiting" : "clear"} />
      <span className="min-w-0 truncate">
        {contactId === null
          ? t("willBeCreated")
          : contact
            ? t("known", { name: contact.name })
            : known.isPending
              ? t("looking")
              : t("gone")}
      </span>
      {mark !== null && <span className="text-needs">{mark.sentences.join(" ")}</span>}
      {!readOnly && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          label={t("choose")}
          anchor={
            <button type="button" onClick={() => setOpen(true)} className="rounded-sm px-1 text-ink-3 hover:text-ink hover:underline">
              {contactId === null ? t("chooseExisting") : t("change")}
            </button>
          }
        >
          <ContactSearch
            first={supplier.taxId ?? supplier.name ?? ""}
            canCreate={contactId !== null}
            onChoose={(chosen) => {
              setOpen(false);
              onChoose(chosen);
            }}
          />
        </Popover>
      )}
    </div>
  );
}

function ContactSearch({
  first,
  canCreate,
  onChoose,
}: {
  readonly first: string;
  readonly canCreate: boolean;
  readonly onChoose: (id: string | null) => void;
}) {
  const t = useTranslations("invoice.contact");
  const { place } = useInvoiceFacts();
  const [q, setQ] = useState(first);
  const found = useQuery({
    queryKey: ["contacts", place.company, place.environment, q],
    queryFn: ({ signal }) => fetchContacts(place, { q }, signal),
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
  });
  const choices = (found.data ?? []).map((contact) => ({
    value: contact.id as string | null,
    label: contact.name,
    note: contact.taxId ?? "",
  }));
  return (
    <div className="flex flex-col gap-2">
      <label className="flex flex-col gap-1.5 text-13">
        <span className="font-medium">{t("choose")}</span>
        {/* The popover opens because somebody wants to search. */}
        <input
          autoFocus
          type="search"
          value={q}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={(event) => onSearchKey(event, choices[0]?.value ?? null, onChoose)}
          className={inputClass()}
        />
      </label>
      {choices.length === 0 && !found.isFetching && <p className="px-1.5 text-13 text-ink-2">{t("noneFound")}</p>}
      <ChoiceList
        label={t("choose")}
        digits={false}
        choices={canCreate ? [...choices, { value: null, label: t("create") }] : choices}
        onChoose={onChoose}
      />
    </div>
  );
}

/** Enter takes the first that was found, the arrow goes down into the list. */
function onSearchKey(event: KeyboardEvent<HTMLInputElement>, first: string | null, choose: (id: string) => void): void {
  if (event.key === "Enter" && first !== null) {
    event.preventDefault();
    choose(first);
  }
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  event.currentTarget.closest("[role=dialog]")?.querySelector("button")?.focus();
}

async function fetchContacts(place: Place, query: Record<string, string>, signal: AbortSignal): Promise<readonly KnownContact[]> {
  const response = await fetch(`${apiPath(place, "contacts")}?${new URLSearchParams(query)}`, { signal });
  if (!response.ok) throw new Error(`contacts answered ${response.status}`);
  return (await response.json()) as readonly KnownContact[];
}
