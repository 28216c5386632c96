import { z } from "zod";
import { endpoint, pageOf, text } from "@/lib/holded/endpoint";
import { flag } from "@/lib/holded/endpoints/fields";

/** The kinds of documents that Holded is known to answer for; `credit-note` and `sales-receipt` with a dash are refused. */
export const numberedDocuments = ["invoice", "purchase", "estimate", "creditnote"] as const;

const series = z
  .object({ id: z.string().min(1), name: text, format: text, last: z.union([z.string(), z.number()]).nullish(), verifactu_excluded: flag })
  .transform((raw) => ({
    id: raw.id,
    name: raw.name ?? "",
    /** `F[YY]%%%%` makes F260001. */
    format: raw.format,
    last: raw.last === undefined || raw.last === null ? null : String(raw.last),
    /** Approving a document of such a series sends nothing to the tax agency. */
    isOutsideVerifactu: raw.verifactu_excluded,
  }));
export type NumberingSeries = z.infer<typeof series>;

/** All series of one kind of document (`numberedDocuments`): this list has no pages. */
export const listNumberingSeries = endpoint({
  method: "GET",
  path: "/numbering-series/{type}",
  effect: "reads",
  permission: "sales:invoicing-settings.read",
  answer: () => pageOf(series),
});
