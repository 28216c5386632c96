import type { CollectionDefinition } from "../collection";

/** Hours that an employee worked. Moments in UTC, as Holded shows them. */
export type EmployeeTime = {
  readonly id: string;
  readonly employee_id: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly approved: boolean;
};

export const employeeTimes: CollectionDefinition<EmployeeTime> = {
  name: "employee-times",
  indexes: { employee_id: (time) => time.employee_id },
};
