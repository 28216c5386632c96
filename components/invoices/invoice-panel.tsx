"use client";
import { useCallback, useEffect, useRef } from "react";
import { BookingFields } from "@/components/invoices/booking-fields";
import { DuplicateOffers } from "@/components/invoices/duplicates/duplicate-offers";
import { HeadFields } from "@/components/invoices/head-fields";
import { LineGrid } from "@/components/invoices/line-grid";
import { Sums } from "@/components/invoices/sums";
import { CustomerFields, SupplierFields } from "@/components/invoices/supplier-fields";
import type { PanelProps } from "@/components/review/kind-view";
import type { InvoiceLine, InvoicePayload } from "@/lib/agents/invoices/model";

/** The fields of an invoice in the order the eye reads one. */
export function InvoicePanel({ item, payload, readOnly, onEdit }: PanelProps<InvoicePayload>) {
  const current = useRef(payload);
  useEffect(() => {
    current.current = payload;
  }, [payload]);
  const patch = useCallback(
    (change: Partial<InvoicePayload>, field: string | null) => {
      current.current = { ...current.current, ...change };
      onEdit(current.current, field);
    },
    [onEdit],
  );
  const setLines = useCallback((lines: readonly InvoiceLine[], field: string | null) => patch({ lines: [...lines] }, field), [patch]);
  const shared = { payload, readOnly, onEdit: patch };
  return (
    <>
      <DuplicateOffers item={item} payload={payload} />
      <div className="flex flex-col gap-2">
        <SupplierFields {...shared} />
        <CustomerFields {...shared} />
      </div>
      <HeadFields {...shared} />
      <LineGrid lines={payload.lines} readOnly={readOnly} onEdit={setLines} />
      <Sums {...shared} />
      <BookingFields {...shared} />
    </>
  );
}
