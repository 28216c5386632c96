"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { saveSetup, setupInput, trySetup, turnOff } from "@/lib/claude/configure";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";

/** The key goes in and never comes out. */
export const saveReader = companyAction({ name: "second_reader.save", needs: "settings.write" })
  .input(setupInput)
  .run(async (call) => {
    const saved = await saveSetup(call.scope, call.actor, call.input);
    if (saved.ok) refresh(call);
    return saved;
  });

export const turnReaderOff = companyAction({ name: "second_reader.off", needs: "settings.write" })
  .input(z.object({}))
  .run(async (call) => {
    const done = await turnOff(call.scope, call.actor);
    refresh(call);
    return done;
  });

export const tryReader = companyAction({ name: "second_reader.try", needs: "settings.write" })
  .input(z.object({}))
  .run(async (call) => {
    const tried = await trySetup(call.scope);
    refresh(call);
    return tried;
  });

function refresh({ company, environment }: OpenedCompany): void {
  revalidatePath(`/${company.slug}/${environment}/settings/reader`);
}
