import type { CollectionDefinition } from "../collection";
import { bodyOf, created, noContent, ok, type Handlers } from "../handler";
import { page } from "../page";
import { employeeTimes } from "./employee-times-model";
import { found, sent } from "./found";

export type Employee = {
  readonly id: string;
  readonly name: string;
  readonly last_name: string;
  readonly email: string;
  readonly workplace_id: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly date_of_birth: string | null;
  readonly gender: string | null;
  readonly main_language: string | null;
  readonly nationality: string | null;
  readonly code: string | null;
  readonly social_security_number: string | null;
  readonly iban: string | null;
  readonly reporting_to: string | null;
  readonly team_ids: readonly string[];
};
export type EmployeeInput = Partial<Omit<Employee, "id" | "name" | "last_name" | "email">> &
  Readonly<Record<"name" | "last_name" | "email", string>>;

export const employees: CollectionDefinition<Employee> = { name: "employees" };

export const employeeHandlers: Handlers = {
  "GET /employees": (call) => {
    const reader = call.read.in(employees);
    return ok(page(call, reader, { sorted: reader.all() }));
  },
  "POST /employees": (call) => {
    const id = call.write.newId();
    call.write.put(employees, employeeOf(id, bodyOf<EmployeeInput>(call)));
    return created(id);
  },
  "GET /employees/{employeeId}": (call) => ok(found(call.read, employees, call.params["employeeId"])),
  "PUT /employees/{employeeId}": (call) => {
    const old = found(call.write, employees, call.params["employeeId"]);
    const { name, last_name, email, ...change } = sent(bodyOf<EmployeeInput>(call));
    const kept = { name: name ?? old.name, last_name: last_name ?? old.last_name, email: email ?? old.email };
    call.write.put(employees, { ...old, ...change, ...kept });
    return ok({ id: old.id });
  },
  "DELETE /employees/{employeeId}": (call) => {
    const { id } = found(call.write, employees, call.params["employeeId"]);
    for (const time of call.write.in(employeeTimes).by("employee_id", id)) call.write.remove(employeeTimes, time.id);
    call.write.remove(employees, id);
    return noContent;
  },
};

/** An employee as it is kept, from what POST takes. */
export function employeeOf(id: string, input: EmployeeInput): Employee {
  return {
    workplace_id: null,
    phone: null,
    mobile: null,
    date_of_birth: null,
    gender: null,
    main_language: null,
    nationality: null,
    code: null,
    social_security_number: null,
    iban: null,
    reporting_to: null,
    team_ids: [],
    ...input,
    id,
  };
}
