/** What a decision about a movement rests on: read anew when a person asks. */
export const lookedAtResources = [
  "treasury_account",
  "bank_movement",
  "invoice",
  "purchase",
  "credit_note",
  "sales_receipt",
  "contact",
  "payment",
] as const;

/** Those of which an old copy makes an approval wrong. */
export const decisiveResources = ["bank_movement", "invoice", "purchase"] as const;
