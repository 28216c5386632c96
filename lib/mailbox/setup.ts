import "server-only";
import { systemClock, type Clock } from "@/lib/kernel/clock";
import { newId } from "@/lib/kernel/ids";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import { withFolder, type MailboxAccess, type Reach } from "@/lib/mailbox/connect";
import { lookJob } from "@/lib/mailbox/jobs";
import { portOf, type MailboxAddress, type MailboxSetup, type MailboxTrial } from "@/lib/mailbox/model";
import { findMailbox, removeMailbox, saveMailbox, switchMailbox, type StoredMailbox } from "@/lib/mailbox/store";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { enqueue } from "@/lib/platform/jobs";
import { open, seal } from "@/lib/platform/vault";

type Options = { readonly clock?: Clock; readonly reach?: Reach };

/**
 * Saves a mailbox after trying it: one that does not open never replaces one that does. Its password is sealed and not
 * shown again; without a new one the one that is kept serves, for the same server and user only.
 * Refused: `input.invalid` without a password, and whatever `withFolder` says.
 */
export async function setUpMailbox(
  scope: CompanyScope,
  actor: Actor,
  setup: MailboxSetup,
  { clock = systemClock, reach }: Options = {},
): Promise<Result<MailboxTrial>> {
  const before = await scope.read((tx) => findMailbox(tx, scope));
  const access = accessOf(scope, setup, before, reach);
  if (!access.ok) return access;
  const tried = await withFolder(access.value, ({ messages }) => Promise.resolve({ messages }));
  if (!tried.ok) return tried;
  const { host, security, user, folder, port = portOf[security] } = setup;
  await scope.write(async (tx) => {
    const now = await findMailbox(tx, scope);
    const isSame = now !== null && now.host === host && now.user === user && now.folder === folder && now.port === port;
    const takeSince = setup.takesOld ? null : isSame && now.takeSince !== null ? now.takeSince : clock();
    const mailboxId = isSame ? now.mailboxId : newId();
    const password = seal(scope, "mailbox password", access.value.password);
    await saveMailbox(
      tx,
      scope,
      { mailboxId, host, port, security, user, folder, takeSince, password },
      isSame && sameInstant(takeSince, now.takeSince),
    );
    await audit(tx, scope, actor, "mailbox.saved", `mailbox:${mailboxId}`, { host, security, folder });
    await enqueue(tx, lookJob, { companyId: scope.companyId, environment: scope.environment }, { singletonKey: keyOf(scope) });
  });
  return tried;
}

/** Tries the mailbox that is kept. Refused: `mailbox.none`, and whatever `withFolder` says. */
export async function tryMailbox(scope: CompanyScope, options: Pick<Options, "reach"> = {}): Promise<Result<MailboxTrial>> {
  const box = await scope.read((tx) => findMailbox(tx, scope));
  if (!box) return refuse("mailbox.none");
  return withFolder(accessTo(scope, box, options.reach), ({ messages }) => Promise.resolve({ messages }));
}

/** Switches the looking on or off; what was taken stays. Refused: `mailbox.none`. */
export function setMailboxOn(scope: CompanyScope, actor: Actor, isOn: boolean): Promise<Result<null>> {
  return scope.write(async (tx) => {
    if (!(await switchMailbox(tx, scope, isOn))) return refuse("mailbox.none");
    await audit(tx, scope, actor, isOn ? "mailbox.switched_on" : "mailbox.switched_off", "mailbox", {});
    if (isOn) await enqueue(tx, lookJob, { companyId: scope.companyId, environment: scope.environment }, { singletonKey: keyOf(scope) });
    return ok(null);
  });
}

/** Forgets the mailbox and its password. Refused: `mailbox.none`. */
export function forgetMailbox(scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  return scope.write(async (tx) => {
    if (!(await removeMailbox(tx, scope))) return refuse("mailbox.none");
    await audit(tx, scope, actor, "mailbox.removed", "mailbox", {});
    return ok(null);
  });
}

/** A mailbox that is kept, with its password opened. */
export function accessTo(scope: CompanyScope, box: StoredMailbox, reach: Reach = {}): MailboxAccess {
  const { host, port, security, user, folder, password } = box;
  const opened = open(scope, "mailbox password", password);
  return { host, port, security, user, folder, password: opened, ...reach };
}

/** A kept password goes to no other server and for no other user than the ones it was given for. */
function accessOf(scope: CompanyScope, given: MailboxAddress, before: StoredMailbox | null, reach: Reach = {}): Result<MailboxAccess> {
  const { host, security, user, folder, port, password } = given;
  const own = { host, security, user, folder, ...(port === undefined ? {} : { port }), ...reach };
  if (password !== "") return ok({ ...own, password });
  const serves = before !== null && before.host === host && before.user === user && before.port === (port ?? portOf[security]);
  return serves ? ok({ ...own, password: accessTo(scope, before).password }) : refuse("input.invalid", { fields: "password" });
}

const sameInstant = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();
const keyOf = ({ companyId, environment }: CompanyScope) => `${companyId}/${environment}`;
