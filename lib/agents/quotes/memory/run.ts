import "server-only";
import type { AliasInput } from "@/lib/agents/quotes/inputs";
import { learnJob } from "@/lib/agents/quotes/kind";
import { knownAliases, removeAlias, teachAlias, type KnownAlias } from "@/lib/agents/quotes/memory/alias-store";
import { approvedQuote, widenStored } from "@/lib/agents/quotes/memory/lesson-store";
import { lessonsOf } from "@/lib/agents/quotes/memory/lessons";
import { memberFor } from "@/lib/agents/quotes/member-store";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import { companyScope, type CompanyScope } from "@/lib/platform/db/scope";
import { handle } from "@/lib/platform/worker";

const agent = { kind: "agent", name: "quotes" } as const;

/** Keeps what people taught by giving words another item. May be repeated; an approval that no longer stands teaches nothing. */
export function learnFromQuote(scope: CompanyScope, proposalId: string): Promise<void> {
  return scope.write(async (tx) => {
    const approved = await approvedQuote(tx, scope, proposalId);
    if (!approved) return;
    for (const lesson of lessonsOf(approved.payload)) {
      const isTaught = await teachAlias(tx, scope, { ...lesson, proposalId, personId: approved.personId });
      if (isTaught)
        await audit(tx, scope, agent, "quote.alias_learned", `proposal:${proposalId}`, {
          item: lesson.itemKey,
          for: lesson.contactId ?? "all",
        });
    }
  });
}

export const learnHandler = handle(learnJob, ({ proposalId, ...key }) => learnFromQuote(companyScope(key), proposalId));

/** Everything that was taught. Refused: `access.not_found`. */
export function listAliases(scope: CompanyScope, actor: Actor): Promise<Result<readonly KnownAlias[]>> {
  return scope.read(async (tx) => {
    const member = await memberFor(tx, scope, actor, "read");
    return member.ok ? ok(await knownAliases(tx, scope)) : member;
  });
}

/** A person wants it forgotten. Refused: `access.not_found`, `access.forbidden`. */
export function forgetAlias(scope: CompanyScope, actor: Actor, { id }: AliasInput): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    if (!member.ok) return member;
    const removed = await removeAlias(tx, scope, id);
    if (!removed) return refuse("access.not_found");
    await audit(tx, scope, actor, "quote.alias_forgotten", `alias:${id}`, { item: removed.itemKey });
    return ok(null);
  });
}

/** What one customer says is to be understood of everybody. Refused: `access.not_found`, `access.forbidden`. */
export function widenAlias(scope: CompanyScope, actor: Actor, { id }: AliasInput): Promise<Result<null>> {
  return scope.write(async (tx) => {
    const member = await memberFor(tx, scope, actor, "write");
    if (!member.ok) return member;
    const widened = await widenStored(tx, scope, id, member.value.personId);
    if (!widened) return refuse("access.not_found");
    await audit(tx, scope, actor, "quote.alias_widened", `alias:${id}`, { item: widened.itemKey });
    return ok(null);
  });
}
