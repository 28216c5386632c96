import { z } from "zod";
import { endpoint, pageOf, paging, text } from "@/lib/holded/endpoint";
import { count, date, flag, idOrNull, wordOf } from "@/lib/holded/endpoints/fields";

const employee = z
  .object({ id: z.string().min(1), name: text, last_name: text, email: text, code: text, reporting_to: idOrNull })
  .transform((raw) => ({
    id: raw.id,
    name: [raw.name, raw.last_name].filter((part) => part !== null).join(" "),
    email: raw.email,
    /** Tax id. */
    code: raw.code,
    reportsTo: raw.reporting_to,
  }));
export type Employee = z.infer<typeof employee>;

/** That of employees is not documented: time tracking is assumed. */
const employees = "team:time-tracking.read";
const times = "team:time-tracking.read";

export const listEmployees = endpoint({
  method: "GET",
  path: "/employees",
  effect: "reads",
  permission: employees,
  query: paging,
  answer: () => pageOf(employee),
});

export const getEmployee = endpoint({
  method: "GET",
  path: "/employees/{id}",
  effect: "reads",
  permission: employees,
  answer: () => employee,
});

const employeeTime = z
  .object({
    id: z.string().min(1),
    employee_id: idOrNull,
    employee_name: text,
    date,
    start_at: text,
    end_at: text,
    duration: count,
    status: wordOf(["running", "done"]),
    approved: flag,
  })
  .transform((raw) => ({
    id: raw.id,
    employeeId: raw.employee_id,
    employeeName: raw.employee_name,
    date: raw.date,
    startAt: raw.start_at,
    endAt: raw.end_at,
    /** Null while it runs. */
    seconds: raw.duration,
    status: raw.status,
    isApproved: raw.approved,
  }));
export type EmployeeTime = z.infer<typeof employeeTime>;

/** Clocked hours of everybody. They are read only: writing them is the employee's own. */
export const listEmployeeTimes = endpoint({
  method: "GET",
  path: "/employee-times",
  effect: "reads",
  permission: times,
  query: paging,
  answer: () => pageOf(employeeTime),
});

export const listTimesOfEmployee = endpoint({
  method: "GET",
  path: "/employees/{id}/times",
  effect: "reads",
  permission: times,
  query: paging,
  answer: () => pageOf(employeeTime),
});
