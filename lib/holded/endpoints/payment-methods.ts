import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { count, idOrNull } from "@/lib/holded/endpoints/fields";

const paymentMethod = z
  .object({ id: z.string().min(1), name: text, dueDays: count, bankingAccountId: idOrNull })
  .transform((raw) => ({ id: raw.id, name: raw.name ?? "", dueDays: raw.dueDays, treasuryId: raw.bankingAccountId }));
export type PaymentMethod = z.infer<typeof paymentMethod>;

export const listPaymentMethods = endpoint({
  method: "GET",
  path: "/payment-methods",
  effect: "reads",
  permission: "sales:invoicing-settings.read",
  query: paging,
  answer: () => pageOf(paymentMethod),
});
