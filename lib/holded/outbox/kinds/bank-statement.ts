import "server-only";
import { fail, ok, type Result } from "@/lib/kernel/result";
import { eachPage } from "@/lib/holded/client";
import { createBankMovements, listBankMovements, type BankMovement } from "@/lib/holded/endpoints/bank-movements";
import { movementRow } from "@/lib/holded/mirror/rows";
import { mustBe, type Difference } from "@/lib/holded/outbox/compare";
import { asHolder, pause, recordStarted, type RunContext, type StepResult } from "@/lib/holded/outbox/context";
import type { PushKind, Written } from "@/lib/holded/outbox/kind";
import {
  assign,
  type Assigned,
  chunks,
  coarseKey,
  countBy,
  naturalKey,
  naturalKeyOf,
  standingKey,
} from "@/lib/holded/outbox/kinds/statement-blocks";
import { lagLeft } from "@/lib/holded/outbox/missing";
import { stillSo } from "@/lib/holded/outbox/steps/changed";
import { verdict } from "@/lib/holded/outbox/steps/document";
import { placeToLook, writeOnce } from "@/lib/holded/outbox/write-once";
import type { BankStatementPlan, NewMovement } from "@/lib/holded/plans/bank-statement";
import type { StepName } from "@/lib/holded/push-steps";
import { linkStatementMovements } from "@/lib/holded/statement-facts";

/** As many as Holded takes in one call. */
const blockSize = 100;

/**
 * The movements of a statement, a block at a time. A movement has no reference, so the list of its days tells: what stood
 * there before a block was begun is recorded and never taken for ours, and before anything is written again it is counted
 * what of the block stands there by now; only the rest goes out.
 */
export const bankStatement: PushKind<BankStatementPlan> = {
  main: "block-1",
  harmless: [],
  own: [],
  // Two imports into one account must not take each other's movements for their own.
  conflicts: ({ accountId }) => [`statement:${accountId}`],
  place: ({ accountName, movements }) => ({
    account: accountName,
    from: days(movements).from,
    to: days(movements).to,
    movements: String(movements.length),
  }),
  async carry(context, plan) {
    const blocks = chunks(plan.movements, blockSize);
    for (const index of blocks.keys()) {
      const written = await blockOnce(context, plan, blocks, index);
      if (!written.ok) return written;
    }
    return readBack(context, plan, blocks);
  },
};

const stepOf = (index: number): StepName => `block-${index + 1}`;

function days(movements: readonly NewMovement[]): { readonly from: string; readonly to: string } {
  const all = movements.map(({ valueDate }) => valueDate).sort();
  return { from: all[0] ?? "", to: all.at(-1) ?? "" };
}

async function blockOnce(context: RunContext, plan: BankStatementPlan, blocks: Blocks, index: number): Promise<StepResult<string>> {
  const block = blocks[index] ?? [];
  let rest = block;
  const look = async (known: Readonly<Record<string, string>>): Promise<StepResult<string | null>> => {
    const now = await movementsIn(context, plan.accountId, days(block));
    if (!now.ok) return now;
    const before = new Set((known.before ?? "").split(","));
    const { found, missing, surplus } = assign(block, now.value.filter(({ id }) => !before.has(id))); // prettier-ignore
    // One more than we wrote: only a person can say whose it is.
    if (surplus.length > 0) return { ok: false, error: { code: "holded.outcome_unknown", retry: "never", detail: { ...placeToLook(context), candidates: surplus.length + 1 } } }; // prettier-ignore
    rest = missing;
    const [first] = block;
    return ok(missing.length === 0 && first ? (found.get(first.key)?.id ?? null) : null);
  };
  const write = async (): Promise<Result<string | null>> => {
    const body = rest.map(({ amount, balance, description, valueDate }) => ({ amount, balance, description, value_date: valueDate }));
    const made = await context.client.call(createBankMovements, { params: { accountId: plan.accountId }, body });
    return made.ok ? ok(made.value.id) : made;
  };
  return writeOnce(context, { name: stepOf(index), look, write, looksFirst: false, prepare: () => prepared(context, plan, blocks, index) });
}

/** Before a block is begun: nothing of it stands there yet that did not when a person approved. Keeps what looks like it. */
async function prepared(
  context: RunContext,
  plan: BankStatementPlan,
  blocks: Blocks,
  index: number,
): Promise<StepResult<Record<string, string>>> {
  const block = blocks[index] ?? [];
  const now = await movementsIn(context, plan.accountId, days(block));
  if (!now.ok) return now;
  const approved = new Map(plan.standing.map((one) => [coarseKey(one.valueDate, one.amount), one.count]));
  const earlier = countBy(blocks.slice(0, index).flat(), (one) => coarseKey(one.valueDate, one.amount));
  const standing = countBy(now.value, standingKey);
  for (const { valueDate, amount } of block) {
    const key = coarseKey(valueDate, amount);
    const [known, ours, found] = [approved.get(key) ?? 0, earlier.get(key) ?? 0, standing.get(key) ?? 0];
    const lagMs = found < ours ? lagLeft(context) : 0;
    if (lagMs > 0) return pause(Math.min(lagMs, 3_000));
    const told = (count: number): string => `${valueDate} ${amount} × ${count}`;
    const same = await stillSo(context, found <= known + ours, { field: "movement", approved: told(known), now: told(found - ours) });
    if (!same.ok) return same;
  }
  const wanted = new Set(block.map((one) => naturalKey(one)));
  const before = now.value.filter((one) => wanted.has(naturalKeyOf(one)));
  return ok({ before: before.map(({ id }) => id).join(",") });
}

/** 10,000 movements in the days of a block: a list that goes on behind that is not known. */
const maxPages = 50;

/** Every movement of the account in these days; there is no other way to ask. */
async function movementsIn(
  context: RunContext,
  accountId: string,
  { from, to }: ReturnType<typeof days>,
): Promise<Result<readonly BankMovement[]>> {
  const list = (cursor: string | undefined) =>
    context.client.call(listBankMovements, {
      params: { accountId },
      query: { start_date: from, end_date: to, ...(cursor === undefined ? {} : { cursor }) },
    });
  const found: BankMovement[] = [];
  let isWhole = false;
  for await (const page of eachPage(list, { maxPages })) {
    if (!page.ok) return page;
    // What cannot be read may be the one.
    if (page.value.unreadable.length > 0) return fail({ code: "holded.bad_answer", retry: "later", detail: { why: "shape" } });
    found.push(...page.value.items);
    isWhole = page.value.next === null;
  }
  return isWhole ? ok(found) : fail({ code: "holded.outcome_unknown", retry: "never", detail: placeToLook(context) });
}

/** Every movement of the plan stands there once, as approved. */
async function readBack(context: RunContext, plan: BankStatementPlan, blocks: Blocks): Promise<StepResult<Written>> {
  await recordStarted(context, "verify");
  const now = await movementsIn(context, plan.accountId, days(plan.movements));
  if (!now.ok) return now;
  const { found, missing, surplus } = assignBlocks(context, blocks, now.value);
  const differences: readonly Difference[] = [
    ...missing
      .slice(0, 20)
      .flatMap(({ valueDate, amount, description }) => mustBe("movement", `${valueDate} ${amount} ${description}`, null)),
    ...(surplus.length > 0 ? mustBe("movements", String(plan.movements.length), String(plan.movements.length + surplus.length)) : []),
  ];
  const holdedId = context.steps[stepOf(0)]?.result.id ?? "";
  const judged = await verdict(context, holdedId, differences);
  if (!judged.ok) return judged;
  const links = [...found].map(([key, { id }]) => ({ key, holdedId: id }));
  await asHolder(context, (tx) => linkStatementMovements(tx, context.scope, context.push.proposalId, links));
  return ok({
    holdedId,
    differences,
    mirror: [...found.values()].map((one) => ({ resource: "bank_movement", row: movementRow(one, plan.accountId) })),
  });
}

type Blocks = readonly (readonly NewMovement[])[];

/** Block by block, as they were written: what stood there before one of them is not its own, though it may be an earlier one's. */
function assignBlocks({ steps }: RunContext, blocks: Blocks, standing: readonly BankMovement[]): Assigned {
  const found = new Map<string, BankMovement>();
  const missing: NewMovement[] = [];
  const known = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const before = new Set((steps[stepOf(index)]?.result.before ?? "").split(","));
    const taken = new Set([...found.values()].map(({ id }) => id));
    const one = assign(block, standing.filter(({ id }) => !before.has(id) && !taken.has(id))); // prettier-ignore
    for (const [key, movement] of one.found) found.set(key, movement);
    missing.push(...one.missing);
    for (const id of before) known.add(id);
  }
  const ours = new Set([...found.values()].map(({ id }) => id));
  const { found: more } = assign(blocks.flat(), standing.filter(({ id }) => !known.has(id) && !ours.has(id))); // prettier-ignore
  return { found, missing, surplus: [...more.values()] };
}
