import type { CollectionDefinition } from "../collection";

/** Which movement of the bank answers for which payment. Holded keeps this to itself; tests look at it through the control plane. */
export type Link = {
  readonly id: string;
  readonly movement_id: string;
  readonly payment_id: string;
  readonly document_id: string | null;
  readonly document_type: string | null;
  /** Decimal with a dot and the sign of the movement. */
  readonly amount: string;
};

export const links: CollectionDefinition<Link> = {
  name: "reconciliations",
  indexes: {
    movement_id: (link) => link.movement_id,
    payment_id: (link) => link.payment_id,
    document_id: (link) => link.document_id,
  },
};
