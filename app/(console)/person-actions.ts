"use server";
import { z } from "zod";
import { preferencesPatch } from "@/components/shell/preferences";
import { ok } from "@/lib/kernel/result";
import { savePersonPreferences } from "@/lib/platform/auth/person-preferences";
import { signOutEverywhere } from "@/lib/platform/auth/session";
import { personAction } from "@/lib/platform/http/person-action";

/** Language, theme, density and keys of the signed-in person; of nobody else. */
export const savePreferences = personAction({ name: "person.preferences" })
  .input(preferencesPatch)
  .run(async ({ person, input: { locale, ...given } }) => {
    await savePersonPreferences(person.id, given, locale);
    return ok(null);
  });

export const endAllSessions = personAction({ name: "person.sign_out_everywhere" })
  .input(z.strictObject({}))
  .run(async ({ person }) => {
    await signOutEverywhere(person.id);
    return ok(null);
  });
