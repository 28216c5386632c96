import type { NewRequest } from "@/components/quotes/quote-console";

/** A request of an invented customer, to try the whole way with. */
export type RequestSample = NewRequest & { readonly label: string };
