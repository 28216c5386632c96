"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ok, type Result } from "@/lib/kernel/result";
import { roles } from "@/lib/platform/actor";
import { saveCompanySettings, settingsChange } from "@/lib/platform/company-settings";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";
import { addMember, changeRole, newMember, removeMember } from "@/lib/platform/people";

export const changeSettings = companyAction({ name: "settings.change", needs: "settings.write" })
  .input(settingsChange)
  .run(async ({ scope, actor, input }) => {
    await saveCompanySettings(scope, actor, input);
    return ok(null);
  });

export const addPerson = companyAction({ name: "people.add", needs: "people.write" })
  .input(newMember)
  .run(async (call) => {
    const added = await addMember(call.scope, call.actor, call.input);
    if (added.ok) refresh(call);
    return added;
  });

export const setRole = companyAction({ name: "people.set_role", needs: "people.write" })
  .input(z.object({ personId: z.uuid(), role: z.enum(roles) }))
  .run(async (call) => shown(call, await changeRole(call.scope, call.actor, call.input)));

export const removePerson = companyAction({ name: "people.remove", needs: "people.write" })
  .input(z.object({ personId: z.uuid() }))
  .run(async (call) => shown(call, await removeMember(call.scope, call.actor, call.input)));

/** The page is drawn anew from the database. */
function shown(call: OpenedCompany, result: Result<unknown>): Result<null> {
  refresh(call);
  return result.ok ? ok(null) : result;
}

function refresh({ company, environment }: OpenedCompany): void {
  revalidatePath(`/${company.slug}/${environment}/settings/people`);
}
