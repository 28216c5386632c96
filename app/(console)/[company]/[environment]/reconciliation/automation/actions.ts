"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ruleSwitch, startTrial as start, switchRule as setRule } from "@/lib/agents/reconciliation/automation/manage-run";
import { changeRememberedRule, forgetLesson, forgottenLesson, ruleChange } from "@/lib/agents/reconciliation/memory/manage-run";
import type { Result } from "@/lib/kernel/result";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";

export const startTrial = companyAction({ name: "reconciliation.start_trial", needs: "reconciliation.write" })
  .input(z.strictObject({}))
  .run(async (call) => shown(call, await start(call.scope, call.actor)));

export const switchRule = companyAction({ name: "reconciliation.switch_rule", needs: "settings.write" })
  .input(ruleSwitch)
  .run(async (call) => shown(call, await setRule(call.scope, call.actor, call.input)));

export const forget = companyAction({ name: "reconciliation.forget", needs: "reconciliation.write" })
  .input(forgottenLesson)
  .run(async (call) => shown(call, await forgetLesson(call.scope, call.actor, call.input)));

export const changeRule = companyAction({ name: "reconciliation.change_rule", needs: "reconciliation.write" })
  .input(ruleChange)
  .run(async (call) => shown(call, await changeRememberedRule(call.scope, call.actor, call.input)));

/** The page is drawn anew from the database. */
function shown<T>({ company, environment }: OpenedCompany, result: Result<T>): Result<T> {
  if (result.ok) revalidatePath(`/${company.slug}/${environment}/reconciliation/automation`);
  return result;
}
