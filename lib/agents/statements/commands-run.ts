import "server-only";
import { compared, readTable, tableKey } from "@/lib/agents/statements/read-run";
import type { AccountInput, ColumnsInput, TicksInput } from "@/lib/agents/statements/inputs";
import type { StatementPayload } from "@/lib/agents/statements/model";
import { withOpening } from "@/lib/agents/statements/build";
import { accountChoices, fileOf, payloadOf, rememberSource } from "@/lib/agents/statements/store";
import { blobStore } from "@/lib/documents/blob-store";
import { decodeText } from "@/lib/documents/statements/decode-text";
import { enqueueSync } from "@/lib/holded/mirror/jobs";
import { toCents } from "@/lib/kernel/money";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";
import { editProposal } from "@/lib/review/edit-proposal";
import type { Edited } from "@/lib/review/inputs";
import { lockFor } from "@/lib/review/lock-for";

const takes = { y: "yes", n: "no", a: "ask" } as const;

/** A person says which movements are to be created. Refused: as `editProposal`. */
export async function tickLines(scope: CompanyScope, actor: Actor, { ticks, ...at }: TicksInput): Promise<Result<Edited>> {
  const payload = await scope.read((tx) => payloadOf(tx, scope, at.id));
  if (!payload) return refuse("access.not_found");
  if (ticks.length !== payload.movements.length) return refuse("proposal.stale");
  const movements = payload.movements.map((line, index) => ({ ...line, take: takes[ticks[index] as keyof typeof takes] }));
  return editProposal(scope, actor, { ...at, payload: { ...payload, movements } });
}

/**
 * A person says which account of Holded a statement belongs to, or has it compared anew with what stands there by now. It is
 * remembered for the next file of the same account.
 * Refused: as `editProposal`, and `statement.other_currency`.
 */
export async function chooseAccount(
  scope: CompanyScope,
  actor: Actor,
  { accountId, opening: said, ...at }: AccountInput,
): Promise<Result<Edited>> {
  const prepared = await scope.write(async (tx): Promise<Result<StatementPayload>> => {
    const mine = await lockFor(tx, scope, actor, at.id, "write");
    if (!mine.ok) return mine;
    const payload = await payloadOf(tx, scope, at.id);
    const account = (await accountChoices(tx)).find(({ id }) => id === accountId);
    if (!payload || !account) return refuse("access.not_found");
    if (payload.table?.mapping === null) return refuse("statement.needs_mapping");
    if (payload.account.currency !== account.currency) return refuse("statement.other_currency");
    const { mapping = null } = payload.table ?? {};
    if (payload.account.id !== accountId)
      await remember(tx, scope, actor, { sourceKey: payload.sourceKey, accountId, mapping, ...mine.value });
    // What Holded has is read anew meanwhile, so that the next look is as fresh as it can be.
    await enqueueSync(tx, scope, "person", ["bank_movement"]);
    const about = { id: at.id, documentId: mine.value.proposal.documentId };
    const whose = { ...payload, account: { ...payload.account, id: account.id, name: account.name } };
    return ok(await compared(tx, scope, said === null ? whose : withOpening(whose, said), about));
  });
  return prepared.ok ? editProposal(scope, actor, { ...at, payload: prepared.value }) : prepared;
}

/**
 * A person says what the columns of a table are and whose account it is: it is read by that, and so is every later table with
 * the same heading. Refused: as `editProposal` and `readStatement`.
 */
export async function mapColumns(
  scope: CompanyScope,
  actor: Actor,
  { accountId, mapping, opening: said, ...at }: ColumnsInput,
): Promise<Result<Edited>> {
  const file = await scope.write(async (tx) => {
    const mine = await lockFor(tx, scope, actor, at.id, "write");
    return mine.ok ? ok(await fileOf(tx, scope, at.id, ["open", "snoozed"])) : mine;
  });
  if (!file.ok) return file;
  const bytes = file.value && (await blobStore().get(file.value.blobKey));
  if (!file.value || !bytes) return refuse(file.value ? "document.missing_file" : "proposal.not_open");
  const { documentId } = file.value;
  const prepared = await scope.write(async (tx): Promise<Result<StatementPayload>> => {
    const mine = await lockFor(tx, scope, actor, at.id, "write");
    if (!mine.ok) return mine;
    const account = (await accountChoices(tx)).find(({ id }) => id === accountId);
    if (!account) return refuse("access.not_found");
    const sourceKey = tableKey(decodeText(bytes).text, mapping);
    const read = readTable(bytes, { mapping, account, openingCents: said === null ? null : toCents(said), sourceKey });
    if (!read.ok) return read;
    const [payload, ...others] = read.value;
    // More than one proposal holds: the person has to ask for a shorter period, which a table's bank always gives.
    if (!payload || others.length > 0) return refuse(payload ? "statement.too_many" : "statement.empty");
    await remember(tx, scope, actor, { sourceKey, accountId, mapping, ...mine.value });
    return ok(await compared(tx, scope, payload, { id: at.id, documentId }));
  });
  return prepared.ok ? editProposal(scope, actor, { ...at, payload: prepared.value }) : prepared;
}

type Said = Parameters<typeof rememberSource>[2];

async function remember(tx: Tx, scope: CompanyScope, actor: Actor, { sourceKey, accountId, mapping, personId }: Said): Promise<void> {
  await rememberSource(tx, scope, { sourceKey, accountId, mapping, personId });
  await audit(tx, scope, actor, "statement.source_saved", `account:${accountId}`, {
    source: sourceKey,
    columns: mapping === null ? "no" : "yes",
  });
}
