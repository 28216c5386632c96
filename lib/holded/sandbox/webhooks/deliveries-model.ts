import type { CollectionDefinition } from "../collection";

export type Attempt = {
  readonly at: string;
  /** Null when nothing answered. */
  readonly status: number | null;
  readonly ms: number;
  readonly error: string | null;
};

/**
 * `waiting` until somebody answers with 2xx. `lost`: thrown away on purpose (switch). `blocked`: the address is no
 * allowed host. `given_up`: refused for three days, or the webhook was deleted.
 */
export type DeliveryState = "waiting" | "delivered" | "lost" | "blocked" | "given_up";

/** One message to one webhook, kept until long after it went out. */
export type Delivery = {
  readonly id: string;
  /** `x-holded-webhook-id`. A duplicate has the same one. */
  readonly deliveryId: string;
  readonly webhookId: string;
  readonly url: string;
  readonly event: string;
  readonly objectId: string;
  /** The bytes on the wire, as text. */
  readonly body: string;
  readonly state: DeliveryState;
  /** Grows by one with every delivery of the account. */
  readonly sequence: number;
  /** Waits for a later one to go first. */
  readonly held: boolean;
  readonly createdAt: string;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  readonly tries: number;
  /** The last ones. */
  readonly attempts: readonly Attempt[];
};

export const deliveries: CollectionDefinition<Delivery> = {
  name: "webhook-deliveries",
  indexes: { state: (delivery) => delivery.state },
};
