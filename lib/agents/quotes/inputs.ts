import { z } from "zod";
import { maxTableBytes, tableMapping } from "@/lib/agents/quotes/conditions/mapping";
import { maxRequestLength, quoteChannels, quotePayload } from "@/lib/agents/quotes/model";

/** What the commands about quotes take. Identity, company and environment never come from a form. */
const seen = { id: z.uuid(), seenVersion: z.int().min(1), seenHash: z.string().length(64).nullable() };
/** Made once per click: the same key again gives the first answer and makes nothing again. */
const requestKey = z.string().min(8).max(120);
const plainText = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replaceAll("\0", "").toWellFormed());

/** commands-run.ts: `receiveRequest` */
export const requestInput = z.strictObject({
  channel: z.enum(quoteChannels).exclude(["file"]),
  text: plainText(maxRequestLength).refine((text) => text.trim() !== ""),
  from: plainText(300).nullable(),
  subject: plainText(500).nullable(),
});
export type RequestInput = z.infer<typeof requestInput>;

/** commands-run.ts: `editQuote`; the whole payload as the form has it. */
export const editQuoteInput = z.strictObject({ ...seen, payload: z.unknown() });
export type EditQuoteInput = z.infer<typeof editQuoteInput>;

/** commands-run.ts: `priceQuote` */
export const priceInput = z.strictObject({ customer: quotePayload.shape.customer, lines: quotePayload.shape.lines });
export type PriceInput = z.infer<typeof priceInput>;

/** again-run.ts: `duplicateQuote`, `reviseQuote` */
export const againInput = z.strictObject({ id: z.uuid(), requestKey });
export type AgainInput = z.infer<typeof againInput>;

const addresses = z.array(z.email().max(254)).max(20);

/** again-run.ts: `sendQuote` */
export const sendInput = z.strictObject({
  id: z.uuid(),
  requestKey,
  to: addresses.min(1),
  cc: addresses,
  subject: plainText(300).nullable(),
  message: plainText(10_000).nullable(),
});
export type SendInput = z.infer<typeof sendInput>;

/** query-run.ts: `searchItems` */
export const itemQuery = z.object({
  q: z.string().trim().max(200).default(""),
  customer: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type ItemQuery = z.infer<typeof itemQuery>;

/** A table as a form sends it: its bytes in base64, as many as a server action takes. */
const tableFile = {
  fileName: plainText(300),
  bytes: z
    .base64()
    .max(maxTableBytes * 1.4)
    .transform((text) => new Uint8Array(Buffer.from(text, "base64"))),
};

/** conditions/run.ts: `previewConditions`; `mapping` null: as it was remembered, or as it most likely is. */
export const previewInput = z.strictObject({ ...tableFile, mapping: tableMapping.nullable() });
export type PreviewInput = z.infer<typeof previewInput>;

/** conditions/run.ts: `importConditions`; `leaveOut`: without the rows that cannot be taken. */
export const importInput = z.strictObject({ ...tableFile, mapping: tableMapping, leaveOut: z.boolean() });
export type ImportInput = z.infer<typeof importInput>;

/** memory/run.ts: `forgetAlias`, `widenAlias`; conditions/run.ts: `removeCondition` */
export const aliasInput = z.strictObject({ id: z.uuid() });
export type AliasInput = z.infer<typeof aliasInput>;
