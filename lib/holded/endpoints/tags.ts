import { z } from "zod";
import { endpoint, pageOf, paging } from "@/lib/holded/endpoint";

/** Tags come as plain words or as objects with a name. */
const tag = z.union([z.string(), z.object({ name: z.string() }).transform((raw) => raw.name)]);

export const listTags = endpoint({
  method: "GET",
  path: "/tags",
  effect: "reads",
  permission: "account:tags.read",
  query: paging,
  answer: () => pageOf(tag),
});

/** Holded makes tags lower case and drops their accents. One that is used in a document needs no creating. */
export const createTag = endpoint({
  method: "POST",
  path: "/tags",
  effect: "creates",
  permission: "account:tags.write",
  body: z.object({ name: z.string().min(1) }),
});
