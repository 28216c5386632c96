import { codeKeyOf, foldCompanyName } from "@/lib/holded/keys";
import type { ContactOfPlan } from "@/lib/holded/plans/parts";

const prefix = "ensure:";

/** A key that is held only until the contact is found or made. */
export const isContactKey = (key: string): boolean => key.startsWith(prefix);

/**
 * What two plans share that look for the same contact: tax id, e-mail or name. While one of them looks, the other waits,
 * or both would make it. Pure.
 */
export function contactKeys(contact: ContactOfPlan): readonly string[] {
  if (contact.mode === "known") return [];
  const code = codeKeyOf(contact.code);
  const email = contact.email?.trim().toLowerCase();
  return [
    ...(code === null ? [] : [`${prefix}code:${code}`]),
    ...(email ? [`${prefix}email:${email}`] : []),
    `${prefix}name:${foldCompanyName(contact.name)}`,
  ].map((key) => key.replaceAll("|", " "));
}

/**
 * Whether two contacts with these keys could be one: the same tax id or e-mail, or the same name and nothing that tells
 * them apart. Pure.
 */
export function mayBeSame(a: readonly string[], b: readonly string[]): boolean {
  const of = (keys: readonly string[], kind: string) => keys.find((key) => key.startsWith(`${prefix}${kind}:`));
  const isEqual = (kind: string) => of(a, kind) !== undefined && of(a, kind) === of(b, kind);
  const differs = (kind: string) => of(a, kind) !== undefined && of(b, kind) !== undefined && of(a, kind) !== of(b, kind);
  if (isEqual("code")) return true;
  if (differs("code")) return false;
  return isEqual("email") || (isEqual("name") && !differs("email"));
}
