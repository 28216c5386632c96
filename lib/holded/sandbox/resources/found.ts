import type { CollectionDefinition, Stored } from "../collection";
import { notFound, unprocessable } from "../problem";
import type { Database } from "../store";

/** The object that a path names. @throws Problem 404 */
export function found<T extends Stored>(database: Database, definition: CollectionDefinition<T>, id: string | undefined): T {
  const object = database.in(definition).get(id ?? "");
  if (!object) throw notFound();
  return object;
}

/** The object that a field of the body names. @throws Problem 422 that names the field */
export function named<T extends Stored>(database: Database, definition: CollectionDefinition<T>, field: string, id: string): T {
  const object = database.in(definition).get(id);
  if (!object) throw unprocessable(`${field}: not found`);
  return object;
}

/** What was sent of a partial update: fields that were left out stay as they are, `null` blanks. */
export function sent<T extends object>(input: T): Partial<T> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as Partial<T>;
}
