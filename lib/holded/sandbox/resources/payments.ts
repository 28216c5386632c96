import { bodyOf, created, type Handlers } from "../handler";
import { exact } from "../numbers";
import { notFound, unprocessable } from "../problem";
import { refuseLocked } from "./documents";
import { payments } from "./payments-model";
import { purchases } from "./purchases";
import { treasuryAccounts } from "./treasury";

type PaymentInput = {
  readonly amount: string;
  readonly treasury_id?: string | null;
  readonly date?: string | null;
  readonly description?: string | null;
};

export const paymentHandlers: Handlers = {
  "POST /purchases/{purchaseId}/payments": (call) => {
    const purchase = call.write.in(purchases).get(call.params["purchaseId"] ?? "");
    if (!purchase) throw notFound();
    const input = bodyOf<PaymentInput>(call);
    if (!/^\d{1,12}(\.\d+)?$/.test(input.amount)) throw unprocessable(`amount: "${input.amount}" is not a decimal amount such as "121.00"`);
    if (purchase.draft) throw unprocessable("A draft cannot be paid");
    if (input.treasury_id && !call.write.in(treasuryAccounts).get(input.treasury_id))
      throw unprocessable("treasury_id: Treasury account not found");
    const date = input.date ?? call.now.toISOString().slice(0, 10);
    refuseLocked(call, date);
    const id = call.write.newId();
    call.write.put(payments, {
      id,
      document_id: purchase.id,
      document_type: purchase.type,
      bank_account_id: input.treasury_id ?? null,
      contact_id: purchase.contact_id,
      amount: exact(input.amount).toFixed(2),
      date,
      description: input.description ?? null,
    });
    return created(id);
  },
};
