"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { ok, type Result } from "@/lib/kernel/result";
import { mailboxSetup, type MailboxTrial } from "@/lib/mailbox/model";
import { forgetMailbox, setMailboxOn, setUpMailbox, tryMailbox } from "@/lib/mailbox/setup";
import { companyAction } from "@/lib/platform/http/company-action";
import type { OpenedCompany } from "@/lib/platform/http/membership";

/** The password goes in and never comes out. A folder that is not there answers with those that are. */
export const saveMailbox = companyAction({ name: "mailbox.save", needs: "settings.write" })
  .input(mailboxSetup.omit({ port: true }))
  .run(async (call) => {
    const saved = await setUpMailbox(call.scope, call.actor, call.input);
    if (saved.ok) refresh(call);
    return withFolders(saved);
  });

export const testMailbox = companyAction({ name: "mailbox.test", needs: "settings.write" })
  .input(z.object({}))
  .run(async ({ scope }) => withFolders(await tryMailbox(scope)));

export const switchMailbox = companyAction({ name: "mailbox.switch", needs: "settings.write" })
  .input(z.object({ on: z.boolean() }))
  .run(async (call) => shown(call, await setMailboxOn(call.scope, call.actor, call.input.on)));

export const removeMailbox = companyAction({ name: "mailbox.remove", needs: "settings.write" })
  .input(z.object({}))
  .run(async (call) => shown(call, await forgetMailbox(call.scope, call.actor)));

type Tried = { readonly messages: number } | { readonly folders: readonly string[] };

function withFolders(tried: Result<MailboxTrial>): Result<Tried> {
  const folders = tried.ok ? undefined : tried.error.detail?.["folders"];
  return typeof folders === "string" ? ok({ folders: folders.split("\n") }) : tried;
}

function shown(call: OpenedCompany, result: Result<null>): Result<null> {
  refresh(call);
  return result;
}

function refresh({ company, environment }: OpenedCompany): void {
  revalidatePath(`/${company.slug}/${environment}/settings/mailbox`);
}
