import { z } from "zod";
import { anchoredPaths, type Lesson } from "./profile";

/** One thing that was learned, as a person points at it to have it forgotten. */
export const learnedThing = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("anchor"), value: z.enum(anchoredPaths) }),
  z.strictObject({ what: z.enum(["iban", "name", "domain"]), value: z.string().min(1).max(300) }),
  z.strictObject({ what: z.enum(["account", "dueDays", "exemption", "tags", "project"]) }),
]);
export type LearnedThing = z.infer<typeof learnedThing>;

/** A lesson that never taught this. What is learned afterwards counts again. Pure. */
export function without(lesson: Lesson, thing: LearnedThing): Lesson {
  switch (thing.what) {
    case "anchor":
      return { ...lesson, anchors: lesson.anchors.filter(({ path }) => path !== thing.value) };
    case "iban":
      return { ...lesson, iban: lesson.iban === thing.value ? null : lesson.iban };
    case "name":
      return { ...lesson, names: lesson.names.filter((name) => name !== thing.value) };
    case "domain":
      return { ...lesson, domain: lesson.domain === thing.value ? null : lesson.domain };
    case "account":
      return { ...lesson, accounts: [] };
    case "dueDays":
      return { ...lesson, dueDays: null };
    case "exemption":
      return { ...lesson, exemption: null };
    case "tags":
      return { ...lesson, tags: [] };
    case "project":
      return { ...lesson, projectId: null };
  }
}
