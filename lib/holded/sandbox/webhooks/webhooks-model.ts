import type { CollectionDefinition } from "../collection";

/** Somebody who wants to be told. */
export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly version: string;
  readonly description: string | null;
  readonly created_at: string;
  /** The key of the signature, `whsec_` included. */
  readonly secret: string;
};

export const webhooks: CollectionDefinition<Webhook> = { name: "webhooks" };
