import { created, noContent, ok, bodyOf, type Call, type Handlers } from "../handler";
import type { CollectionDefinition } from "../collection";
import { page } from "../page";
import { notFound, unprocessable } from "../problem";

export type Tag = { readonly id: string; readonly name: string };
export const tags: CollectionDefinition<Tag> = { name: "tags", indexes: { name: (tag) => tag.name } };

/** Tags are kept in lower case without accents, and what is no letter, digit, hyphen or underscore falls away. */
export function normalizeTag(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "");
}

/** The tags of a document, and in the account's list from now on. */
export function keepTags(call: Call, given: readonly string[] | null | undefined): readonly string[] {
  const names = [...new Set((given ?? []).map(normalizeTag).filter((name) => name !== ""))];
  for (const name of names) if (call.write.in(tags).by("name", name).length === 0) call.write.put(tags, { id: call.write.newId(), name });
  return names;
}

export const tagHandlers: Handlers = {
  "GET /tags": (call) => {
    const reader = call.read.in(tags);
    const found = page(call, reader, { sorted: reader.all() });
    return ok({ ...found, items: found.items.map((tag) => tag.name) });
  },
  "POST /tags": (call) => {
    const name = normalizeTag(bodyOf<{ readonly name: string }>(call).name);
    if (name === "") throw unprocessable("name: must contain a letter or a digit");
    const known = call.write.in(tags).by("name", name)[0];
    if (known) return created(known.id);
    const id = call.write.newId();
    call.write.put(tags, { id, name });
    return created(id);
  },
  "DELETE /tags/{tag}": (call) => {
    const known = call.write.in(tags).by("name", call.params["tag"] ?? "")[0];
    if (!known) throw notFound();
    call.write.remove(tags, known.id);
    return noContent;
  },
};
