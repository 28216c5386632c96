"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { plans } from "@/lib/holded/quota";
import { saveToken, setPlan, testConnection } from "@/lib/holded/connection";
import type { ConnectionView } from "@/lib/holded/connection-view";
import { ok, type Result } from "@/lib/kernel/result";
import { roles } from "@/lib/platform/actor";
import { saveCompanySettings, settingsChange } from "@/lib/platform/company-settings";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";
import { addMember, changeRole, newMember, removeMember } from "@/lib/platform/people";

const planNames = Object.keys(plans) as [keyof typeof plans, ...(keyof typeof plans)[]];

/** The key goes in and never comes out: the answer says only whether it works. */
export const storeToken = companyAction({ name: "connection.save_token", needs: "settings.write" })
  .input(z.object({ token: z.string().min(1).max(600) }))
  .run(async (call) => shown(call, "connection", await saveToken(call.scope, call.actor, { token: call.input.token })));

export const tryConnection = companyAction({ name: "connection.test", needs: "settings.write" })
  .input(z.object({}))
  .run(async (call) => shown(call, "connection", await testConnection(call.scope, call.actor)));

export const choosePlan = companyAction({ name: "connection.set_plan", needs: "settings.write" })
  .input(z.object({ plan: z.enum(planNames) }))
  .run(async (call) => shown(call, "connection", await setPlan(call.scope, call.actor, call.input.plan)));

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
    if (added.ok) refresh(call, "people");
    return added;
  });

export const setRole = companyAction({ name: "people.set_role", needs: "people.write" })
  .input(z.object({ personId: z.uuid(), role: z.enum(roles) }))
  .run(async (call) => shown(call, "people", await changeRole(call.scope, call.actor, call.input)));

export const removePerson = companyAction({ name: "people.remove", needs: "people.write" })
  .input(z.object({ personId: z.uuid() }))
  .run(async (call) => shown(call, "people", await removeMember(call.scope, call.actor, call.input)));

/** The page is drawn anew from the database, whatever came of it: a failed test changes the state of the connection too. */
function shown(call: OpenedCompany, section: "connection" | "people", result: Result<ConnectionView | null>): Result<null> {
  refresh(call, section);
  return result.ok ? ok(null) : result;
}

function refresh({ company, environment }: OpenedCompany, section: "connection" | "people"): void {
  revalidatePath(`/${company.slug}/${environment}/settings/${section}`);
}
