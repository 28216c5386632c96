import type { Pricing } from "@/lib/agents/quotes/pricing";

/** What a quote is compared with before anybody approves it. */
export type QuoteFacts = {
  readonly pricing: Pricing;
  /** Day in Madrid. */
  readonly today: string;
  /** Per cent of the net that the company wants to be left after the cost; null: it named none. */
  readonly marginLimit: string | null;
  /** Another quote that came from the same request and is not over; null: none. */
  readonly twin: { readonly id: string; readonly title: string; readonly received: string } | null;
  /** What has become of the estimate that this quote changes; null: it changes none, or nothing has. */
  readonly revised: "accepted" | "rejected" | "converted" | "gone" | null;
};
