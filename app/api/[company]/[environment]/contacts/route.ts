import { z } from "zod";
import { findContact, searchMirroredContacts, type MirroredContact } from "@/lib/holded/store";
import { ok } from "@/lib/kernel/result";
import { companyRoute } from "@/lib/platform/http/company-route";

const query = z.union([z.object({ id: z.string().min(1).max(64) }), z.object({ q: z.string().trim().max(200) })]);

/** Contacts of Holded, from the local copy: one by its id, or those whose name or tax id holds the text. */
export const GET = companyRoute({ name: "contacts.search", needs: "invoices.read", query }, async ({ scope, query }) => {
  const found = await scope.read(async (tx) => ("id" in query ? [await findContact(tx, query.id)] : searchMirroredContacts(tx, query.q)));
  return ok(found.filter((contact) => contact !== null).map(shown));
});

/** Exactly what the screen shows. */
function shown({ id, name, taxId }: MirroredContact) {
  return { id, name, taxId };
}
