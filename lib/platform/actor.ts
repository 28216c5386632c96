/** Who does something: named in every audit entry. */
export type Actor =
  | { readonly kind: "person"; readonly personId: string; readonly name: string; readonly initials: string; readonly role: Role }
  | { readonly kind: "agent"; readonly name: string }
  | { readonly kind: "system" };

export const roles = ["admin", "accountant", "sales_rep", "project_owner", "viewer"] as const;
export type Role = (typeof roles)[number];

/** The form in which an actor stands in the audit trail. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case "person":
      return `person:${actor.personId}`;
    case "agent":
      return `agent:${actor.name}`;
    case "system":
      return "system";
  }
}
