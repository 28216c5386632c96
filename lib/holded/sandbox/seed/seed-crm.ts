import type { EmployeeInput } from "../resources/employees";

type SeedStage = readonly [name: string, probability: number];
type SeedLead = {
  readonly funnel: string;
  readonly stage: string;
  /** Name of one of the account's contacts. */
  readonly contact: string;
  readonly name: string;
  readonly value: string;
  readonly potential: string;
  readonly due_date: string | null;
  readonly notes?: readonly (readonly [title: string, description: string])[];
  readonly tasks?: readonly string[];
  readonly status?: "won" | "lost";
};
type SeedEvent = { readonly name: string; readonly lead: string; readonly kind: string; readonly start: string; readonly end: string };
type SeedTime = readonly [user: string, date: string, seconds: number, description: string, task: string | null];
type SeedProject = {
  readonly name: string;
  readonly description: string;
  readonly contact: string | null;
  readonly users: readonly string[];
  readonly start_date: string;
  readonly due_date: string | null;
  readonly status: number;
  readonly tasks: readonly { readonly name: string; readonly status: string; readonly assigned: readonly string[] }[];
  readonly costPerHour: string;
  readonly times: readonly SeedTime[];
};

/** Sales, support, work and people of a company before anybody has worked in it. */
export type CrmSeed = {
  /** The first one owns the account. */
  readonly users: readonly { readonly name: string; readonly role: string }[];
  readonly groups: readonly string[];
  readonly funnels: readonly { readonly name: string; readonly stages: readonly SeedStage[] }[];
  readonly leads: readonly SeedLead[];
  readonly events: readonly SeedEvent[];
  readonly projects: readonly SeedProject[];
  readonly employees: readonly EmployeeInput[];
};

/** What an account has that was opened empty. */
export const emptyCrm: CrmSeed = {
  users: [{ name: "Titular de la cuenta", role: "owner" }],
  groups: [],
  funnels: [],
  leads: [],
  events: [],
  projects: [],
  employees: [],
};
