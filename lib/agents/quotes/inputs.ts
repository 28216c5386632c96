import { z } from "zod";
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

/** memory/run.ts: `forgetAlias`, `widenAlias` */
export const aliasInput = z.strictObject({ id: z.uuid() });
export type AliasInput = z.infer<typeof aliasInput>;
