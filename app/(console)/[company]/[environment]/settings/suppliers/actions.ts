"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeProfile, forgetSuppliers, forgetThing, forgottenThing, profileChange } from "@/lib/agents/invoices/memory/manage-run";
import { ok, type Result } from "@/lib/kernel/result";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";

export const changeSupplier = companyAction({ name: "supplier.change", needs: "invoices.write" })
  .input(profileChange)
  .run(async (call) => shown(call, await changeProfile(call.scope, call.actor, call.input)));

export const forgetOfSupplier = companyAction({ name: "supplier.forget_thing", needs: "invoices.write" })
  .input(forgottenThing)
  .run(async (call) => shown(call, await forgetThing(call.scope, call.actor, call.input)));

export const forgetSupplier = companyAction({ name: "supplier.forget", needs: "invoices.write" })
  .input(z.strictObject({ id: z.uuid().nullable() }))
  .run(async (call) => shown(call, await forgetSuppliers(call.scope, call.actor, call.input)));

/** The page is drawn anew from the database. */
function shown({ company, environment }: OpenedCompany, result: Result<unknown>): Result<null> {
  if (!result.ok) return result;
  revalidatePath(`/${company.slug}/${environment}/settings/suppliers`);
  return ok(null);
}
