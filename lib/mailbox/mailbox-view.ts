import "server-only";
import { z } from "zod";
import type { MailboxView } from "@/lib/mailbox/model";
import { countTaken, findMailbox, lastLeft } from "@/lib/mailbox/store";
import type { CompanyScope } from "@/lib/platform/db/scope";

const failure = z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])).optional() });

/** The mailbox as its page shows it; null: none is set up. Its password stays where it is. */
export function mailboxView(scope: CompanyScope): Promise<MailboxView | null> {
  return scope.read(async (tx) => {
    const box = await findMailbox(tx, scope);
    if (!box) return null;
    const failed = failure.nullable().catch(null).parse(box.failure);
    return {
      host: box.host,
      security: box.security,
      user: box.user,
      folder: box.folder,
      isOn: box.isOn,
      takesOld: box.takeSince === null,
      lookedAt: box.lookedAt?.toISOString() ?? null,
      failure: failed && { code: failed.code, ...(failed.detail && { detail: failed.detail }) },
      taken: await countTaken(tx, scope, box.mailboxId),
      left: await lastLeft(tx, scope, box.mailboxId),
    };
  });
}
