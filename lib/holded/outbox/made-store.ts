import "server-only";
import type { StepState } from "@/lib/holded/outbox/store";
import type { StepName } from "@/lib/holded/push-steps";
import type { CompanyScope, Tx } from "@/lib/platform/db/scope";

/** What the steps of our pushes have made in Holded, as far as it matters to another push. */

/** Those of the ids that another step of ours has made, or adopted, before: they are spoken for. */
export async function takenIds(
  tx: Tx,
  scope: CompanyScope,
  ids: readonly string[],
  own: { readonly pushId: string; readonly name: StepName },
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT result->>'id' AS id FROM push_step
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND result->>'id' = ANY(${[...ids]}::text[])
      AND NOT (push_id = ${own.pushId}::uuid AND name = ${own.name})`;
  return new Set(rows.map((row) => row.id));
}

/** When another push last did this step on the object; null: none did. */
export async function lastMade(tx: Tx, scope: CompanyScope, pushId: string, name: StepName, id: string): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date | null }[]>`
    SELECT max(done_at) AS at FROM push_step
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND result->>'id' = ${id}
      AND name = ${name} AND state = 'done' AND push_id <> ${pushId}::uuid`;
  return row?.at ?? null;
}

/** Whether Holded has ever shown a note of ours on a lead of this company: only then does its absence say anything. */
export async function noteWasShown(tx: Tx, scope: CompanyScope): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ shown: boolean }[]>`
    SELECT EXISTS (SELECT FROM push_step n JOIN push_step v ON v.company_id = n.company_id AND v.environment = n.environment
      AND v.push_id = n.push_id AND v.name = 'verify' AND v.state = 'done'
      WHERE n.company_id = ${scope.companyId}::uuid AND n.environment = ${scope.environment} AND n.name = 'note' AND n.state = 'done'
        AND n.result->>'how' <> 'person') AS shown`;
  return row?.shown ?? false;
}

type SameContact = { readonly state: StepState; readonly id: string | null; readonly keys: readonly string[] };

/** What other pushes have lately done about a contact with one of these keys, the newest first. */
export async function contactStepsOfOthers(
  tx: Tx,
  scope: CompanyScope,
  pushId: string,
  keys: readonly string[],
  since: Date,
): Promise<readonly SameContact[]> {
  const rows = await tx.$queryRaw<{ state: string; id: string | null; keys: string[] }[]>`
    SELECT state, result->>'id' AS id, string_to_array(result->>'of', '|') AS keys FROM push_step
    WHERE company_id = ${scope.companyId}::uuid AND environment = ${scope.environment} AND name = 'contact' AND push_id <> ${pushId}::uuid
      AND state IN ('started', 'done') AND coalesce(done_at, (result->>'unknownSince')::timestamptz, started_at) > ${since}
      AND string_to_array(result->>'of', '|') && ${[...keys]}::text[]
    ORDER BY started_at DESC LIMIT 20`;
  return rows.map(({ state, id, keys: of }) => ({ state: state === "done" ? "done" : "started", id, keys: of }));
}
