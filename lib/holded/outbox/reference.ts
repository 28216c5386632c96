import { randomBytes } from "node:crypto";

/** No vowels that make words, no letters that look like digits; 32 signs, so that five bits are one sign. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The custom field that carries our reference, where the account's plan has them. */
export const referenceField = "Visto Bueno";

/**
 * The name under which what we write can be found again in Holded: `vb-` and 50 random bits. Lower case, digits and
 * one hyphen, because Holded normalises tags and the reference has to come back as it went.
 */
export function newReference(random: (size: number) => Uint8Array = randomBytes): string {
  return `vb-${Array.from(random(10), (byte) => alphabet[byte % 32]).join("")}`;
}

/** Whether a tag or a custom field read from Holded is our reference, even if a separator was lost on the way. */
export function isReference(text: string, reference: string): boolean {
  return bare(text) === bare(reference);
}

const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
