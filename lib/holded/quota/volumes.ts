import { z } from "zod";

const aMonth = z.int().min(0).max(1_000_000);

/** How much work a company brings: what happens in a month, and who and what there is. */
export const volumesSchema = z.object({
  /** Supplier invoices, tickets and credit notes received. */
  purchases: aMonth,
  /** Movements of all bank accounts. */
  movements: aMonth,
  quotes: aMonth,
  /** Entries of hours: one person, one project, one day. */
  hours: aMonth,
  leads: aMonth,
  /** People who note hours, and projects they note them on. */
  employees: z.int().min(0).max(100_000).default(0),
  projects: z.int().min(0).max(100_000).default(0),
});
export type Volumes = Readonly<z.infer<typeof volumesSchema>>;

export const noVolumes: Volumes = { purchases: 0, movements: 0, quotes: 0, hours: 0, leads: 0, employees: 0, projects: 0 };
