"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { shownForecast } from "@/app/(console)/[company]/[environment]/settings/connection/shown-forecast";
import { saveToken, setPlan, testConnection } from "@/lib/holded/connection";
import { refreshMirror } from "@/lib/holded/mirror/ask";
import { mirrorResources } from "@/lib/holded/mirror/model";
import { planNames } from "@/lib/holded/quota";
import { trialForecast } from "@/lib/holded/quota/trial";
import { saveThirdWindow, saveVolumes } from "@/lib/holded/quota/view";
import { volumesSchema } from "@/lib/holded/quota/volumes";
import { retireOldToken, rollBackToken } from "@/lib/holded/tokens/rotation";
import { acceptUnsigned, registerWebhook, removeWebhook, rotateWebhookSecret, setWebhookSecret } from "@/lib/holded/webhooks/register";
import { ok, type Result } from "@/lib/kernel/result";
import { agentNames } from "@/lib/platform/agent-names";
import { setAgentLive } from "@/lib/platform/agent-switch";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";

const nothing = z.object({});

/** The key goes in and never comes out: the answer says only what it may do. */
export const storeToken = companyAction({ name: "connection.save_token", needs: "settings.write" })
  .input(z.object({ token: z.string().min(1).max(600) }))
  .run(async (call) => {
    const saved = await saveToken(call.scope, call.actor, { token: call.input.token });
    shown(call, saved);
    if (!saved.ok) return saved;
    const count = (state: string) => saved.value.permissions.filter((permission) => permission.state === state).length;
    return ok({ granted: count("granted"), missing: count("missing") });
  });

export const tryConnection = companyAction({ name: "connection.test", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await testConnection(call.scope, call.actor)));

export const dropOldToken = companyAction({ name: "connection.retire_token", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await retireOldToken(call.scope, call.actor)));

export const goBackToOldToken = companyAction({ name: "connection.roll_back_token", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await rollBackToken(call.scope, call.actor)));

export const choosePlan = companyAction({ name: "connection.set_plan", needs: "settings.write" })
  .input(z.object({ plan: z.enum(planNames) }))
  .run(async (call) => shown(call, await setPlan(call.scope, call.actor, call.input.plan)));

/** Null takes the limit away. How long and how many is checked by the command. */
export const setOwnLimit = companyAction({ name: "connection.set_third_window", needs: "settings.write" })
  .input(z.object({ window: z.object({ seconds: z.int(), limit: z.int() }).nullable() }))
  .run(async (call) => shown(call, await saveThirdWindow(call.scope, call.actor, call.input.window)));

export const switchAgent = companyAction({ name: "agent.switch", needs: "settings.write" })
  .input(z.object({ agent: z.enum(agentNames), on: z.boolean() }))
  .run(async (call) => shown(call, await setAgentLive(call.scope, call.actor, call.input.agent, call.input.on)));

export const registerNotices = companyAction({ name: "webhook.register", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await registerWebhook(call.scope, call.actor)));

export const rotateNotices = companyAction({ name: "webhook.rotate", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await rotateWebhookSecret(call.scope, call.actor)));

export const removeNotices = companyAction({ name: "webhook.remove", needs: "settings.write" })
  .input(nothing)
  .run(async (call) => shown(call, await removeWebhook(call.scope, call.actor)));

/** For somebody who made the webhook in Holded by hand. */
export const storeNoticeSecret = companyAction({ name: "webhook.set_secret", needs: "settings.write" })
  .input(z.object({ secret: z.string().min(1).max(300) }))
  .run(async (call) => shown(call, await setWebhookSecret(call.scope, call.actor, call.input.secret)));

export const acceptUnsignedNotices = companyAction({ name: "webhook.accept_unsigned", needs: "settings.write" })
  .input(z.object({ on: z.boolean() }))
  .run(async (call) => shown(call, await acceptUnsigned(call.scope, call.actor, call.input.on)));

export const readAgain = companyAction({ name: "mirror.refresh", needs: "settings.write" })
  .input(z.object({ resource: z.enum(mirrorResources).nullable() }))
  .run(async (call) => shown(call, await refreshMirror(call.scope, call.actor, call.input.resource)));

/** What work of these volumes would cost; keeps nothing. */
export const reckonVolumes = companyAction({ name: "quota.reckon", needs: "settings.read" })
  .input(volumesSchema)
  .run(async ({ scope, input }) => ok(shownForecast(await trialForecast(scope, input))));

export const keepVolumes = companyAction({ name: "quota.save_volumes", needs: "settings.write" })
  .input(volumesSchema)
  .run(async (call) => shown(call, await saveVolumes(call.scope, call.actor, call.input)));

/** The page is drawn anew from the database, whatever came of it: a failed test changes the state of the connection too. */
function shown({ company, environment }: OpenedCompany, result: Result<unknown>): Result<null> {
  revalidatePath(`/${company.slug}/${environment}/settings/connection`);
  return result.ok ? ok(null) : result;
}
