/**
 * A value as a JSON column gives it back: no undefined members, and neither NUL nor half a character, which a document
 * may hold and PostgreSQL refuses.
 */
export function storable<T>(value: T): T {
  const clean = (_: string, member: unknown) => (typeof member === "string" ? cleanText(member) : member);
  return JSON.parse(JSON.stringify(value, clean)) as T;
}

/** The same for a text that goes into a column or a query of its own. */
export const cleanText = (text: string): string => text.replaceAll("\0", "").toWellFormed();
