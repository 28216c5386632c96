import type { CollectionDefinition } from "../collection";
import type { Call } from "../handler";
import { unprocessable } from "../problem";
import type { Database } from "../store";
import { employees } from "./employees";

/** Somebody who signs in to Holded. No operation lists them: their ids show in `projects[].users` and on leads. */
export type User = { readonly id: string; readonly name: string; readonly role: string };

export const users: CollectionDefinition<User> = { name: "users" };

/** To whom Holded ascribes what the API writes: the person who made the account. */
export function ownerId(call: Call): string {
  return call.write.in(users).all()[0]?.id ?? "";
}

/** The name of a user, or of an employee whose id is used as one. @throws Problem 422 when there is neither */
export function userName(database: Database, id: string): string {
  const user = database.in(users).get(id);
  if (user) return user.name;
  const employee = database.in(employees).get(id);
  if (!employee) throw unprocessable("user_id: not found");
  return `${employee.name} ${employee.last_name}`;
}
