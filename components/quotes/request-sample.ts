import type { QuoteRequestText } from "@/lib/agents/quotes/model";

/** What a person pastes; what comes as a file says its channel itself. */
export type NewRequest = Pick<QuoteRequestText, "text" | "from" | "subject"> & { readonly channel: "email" | "whatsapp" | "call" };

/** A request of an invented customer, to try the whole way with. */
export type RequestSample = NewRequest & { readonly label: string };
