import type { Reason } from "@/lib/kernel/evidence";
import type { InvoiceFacts, KnownContact } from "../facts";
import type { InvoicePayload } from "../model";
import { lineWords } from "./line-words";
import { mostOften, type Known } from "./profile";

type Facts = Pick<InvoiceFacts, "profile" | "booked" | "accounts">;
type Origin = "hand" | "learned" | "history";
type Suggested<T> = Known<T> & { readonly origin: Origin };

/**
 * Where the expense of a line goes, as far as anything says so: what a person set for the supplier, what was approved for
 * such a line or for the supplier, then how Holded has it booked: such a line, or, where the contact has no account of
 * its own, the supplier. Null: Holded's own rule holds.
 */
function accountFor(description: string, { profile, booked, accounts }: Facts, contact: KnownContact | null): Suggested<string> | null {
  const words = lineWords(description);
  const lines = booked.flatMap((purchase) => purchase.lines);
  const alike = words === "" ? [] : lines.filter((line) => lineWords(line.name) === words).flatMap(named);
  const options: readonly (Suggested<string> | null)[] = [
    profile?.account?.isByHand ? from("hand", profile.account) : null,
    from("learned", profile?.accountByWords.find((known) => known.words === words) ?? null),
    from("learned", profile?.account ?? null),
    alike.length >= 2 ? from("history", mostOften(alike)) : null,
    contact?.expenseAccountId ? null : from("history", mostOften(booked.flatMap(usualOf))),
  ];
  return options.find((option) => option && accounts.some(({ id }) => id === option.value)) ?? null;
}

const from = <T>(origin: Origin, known: Known<T> | null): Suggested<T> | null => known && { ...known, origin };
const named = ({ account }: { readonly account: string | null }): string[] => (account === null ? [] : [account]);
const usualOf = ({ lines }: InvoiceFacts["booked"][number]): string[] => {
  const usual = mostOften(lines.flatMap(named));
  return usual ? [usual.value] : [];
};

/** A habit takes two purchases. */
const habit = 2;

function tagsFor({ profile, booked }: Facts): Suggested<readonly string[]> | null {
  if (profile?.tags) return from(profile.tags.isByHand ? "hand" : "learned", profile.tags);
  const all = booked.map(({ tags }) => tags);
  const often = [...new Set(all.flat())].filter((tag) => all.filter((tags) => tags.includes(tag)).length * 2 >= all.length);
  const count = all.filter((tags) => often.every((tag) => tags.includes(tag))).length;
  return often.length > 0 && count >= habit
    ? { value: often.slice(0, 5), count, of: all.length, isByHand: false, origin: "history" }
    : null;
}

function projectFor({ profile, booked }: Facts): Suggested<string> | null {
  if (profile?.projectId) return from(profile.projectId.isByHand ? "hand" : "learned", profile.projectId);
  const usual = mostOften(
    booked.map(({ projectId }) => projectId ?? ""),
    (id) => id !== "",
  );
  return usual && usual.count >= habit ? from("history", usual) : null;
}

/** The payload with account, tags and project as the supplier usually has them; what it says already stays. */
export function withHabits(payload: InvoicePayload, facts: Facts, contact: KnownContact | null): InvoicePayload {
  const lines = payload.lines.map((line) =>
    line.accountId === null ? { ...line, accountId: accountFor(line.description, facts, contact)?.value ?? null } : line,
  );
  const tags = payload.tags ?? tagsFor(facts)?.value;
  const projectId = payload.projectId ?? projectFor(facts)?.value;
  return { ...payload, lines, ...(tags && { tags: [...tags] }), ...(projectId && { projectId }) };
}

/** Why account, tags and project are what they are, as long as they are what was suggested. */
export function habitReasons(payload: InvoicePayload, facts: Facts, contact: KnownContact | null, supplier: string): readonly Reason[] {
  const accounts = payload.lines.flatMap(({ description, accountId }) => {
    const suggested = accountFor(description, facts, contact);
    return suggested && suggested.value === accountId ? [suggested] : [];
  });
  const distinct = [...new Map(accounts.map((one) => [`${one.origin} ${one.value}`, one])).values()].slice(0, 3);
  const reasons = distinct.map((one): Reason => {
    const known = facts.accounts.find(({ id }) => id === one.value);
    const detail = {
      account: known ? [known.number, known.name].filter(Boolean).join(" ") : one.value,
      count: one.count,
      of: one.of,
      supplier,
    };
    return habitReason("account", one.origin, "accountId", detail);
  });
  const tags = tagsFor(facts);
  if (tags && [...(payload.tags ?? [])].sort().join() === [...tags.value].sort().join())
    reasons.push(habitReason("tags", tags.origin, "tags", { tags: tags.value.join(", "), count: tags.count, of: tags.of, supplier }));
  const project = projectFor(facts);
  if (project && payload.projectId === project.value)
    reasons.push(habitReason("project", project.origin, "projectId", { count: project.count, of: project.of, supplier }));
  return reasons;
}

function habitReason(what: "account" | "tags" | "project", origin: Origin, path: string, detail: NonNullable<Reason["detail"]>): Reason {
  return { code: `${what}.${origin}`, level: "info", path, detail };
}
