import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Handlers } from "../handler";
import { page } from "../page";
import { contacts } from "./contacts";
import { found, sent } from "./found";

type ContactGroup = { readonly id: string; readonly name: string; readonly description: string | null; readonly color: string | null };
type ContactGroupInput = Partial<Omit<ContactGroup, "id">> & { readonly name: string };

export const contactGroups: CollectionDefinition<ContactGroup> = { name: "contact-groups" };

export const contactGroupHandlers: Handlers = {
  "GET /contact-groups": (call) => {
    const reader = call.read.in(contactGroups);
    return ok(page(call, reader, { sorted: reader.all() }));
  },
  "POST /contact-groups": (call) => {
    const { name, description, color } = bodyOf<ContactGroupInput>(call);
    const id = call.write.newId();
    call.write.put(contactGroups, { id, name, description: description ?? null, color: color ?? null });
    return created(id);
  },
  "GET /contact-groups/{contactGroupId}": (call) => ok(found(call.read, contactGroups, call.params["contactGroupId"])),
  "PUT /contact-groups/{contactGroupId}": (call) => {
    const old = found(call.write, contactGroups, call.params["contactGroupId"]);
    const change = sent(bodyOf<ContactGroupInput>(call));
    call.write.put(contactGroups, { ...old, ...change, name: change.name ?? old.name });
    return ok({ id: old.id });
  },
  "DELETE /contact-groups/{contactGroupId}": (call) => {
    const { id } = found(call.write, contactGroups, call.params["contactGroupId"]);
    for (const contact of call.write.in(contacts).all()) {
      if (contact.group_id === id) call.write.put(contacts, { ...contact, group_id: null });
    }
    call.write.remove(contactGroups, id);
    return noContent;
  },
};
