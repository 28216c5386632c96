import "server-only";
import { z } from "zod";
import { askClaude } from "@/lib/claude/ask";
import { eurosToMicros, microsToEuros } from "@/lib/claude/micros";
import {
  claudeMode,
  claudePlace,
  claudeSecret,
  pricesOn,
  readServiceAccount,
  secretHint,
  type ClaudeMode,
  type ClaudePlace,
  type ClaudeSecret,
  type ModelPrice,
} from "@/lib/claude/setup";
import { committedMicros, findSetup, keepSetup, switchOff } from "@/lib/claude/store";
import { todayInMadrid } from "@/lib/kernel/calendar";
import { systemClock } from "@/lib/kernel/clock";
import { ok, refuse, type Result } from "@/lib/kernel/result";
import type { Actor } from "@/lib/platform/actor";
import { audit } from "@/lib/platform/audit";
import type { CompanyScope } from "@/lib/platform/db/scope";

const euros = z.string().regex(/^\d{1,7}(?:\.\d{1,6})?$/);
/** A price of nothing would make the budget none. */
const someEuros = euros.regex(/[1-9]/);
const [anthropicSecret, bedrockSecret] = claudeSecret.options;

/** What the form sends. `secret` only when a key was typed. */
export const setupInput = z.strictObject({
  mode: claudeMode,
  place: claudePlace,
  /** Euros for a million tokens. */
  inputEuros: someEuros,
  outputEuros: someEuros,
  /** For one month. */
  budgetEuros: euros,
  secret: z
    .union([anthropicSecret, bedrockSecret, z.strictObject({ provider: z.literal("vertex"), keyFile: z.string().max(20_000) })])
    .optional(),
});
export type SetupInput = z.infer<typeof setupInput>;

export type SetupView = {
  readonly mode: ClaudeMode;
  readonly place: ClaudePlace;
  readonly price: { readonly inputEuros: string; readonly outputEuros: string; readonly since: string } | null;
  readonly budgetEuros: string;
  readonly spentEuros: string;
  /** 0..1 of the budget. */
  readonly spentShare: number;
  readonly secretHint: string | null;
};

/** What the settings page shows; null: never set. The key itself never leaves the vault. */
export function setupView(scope: CompanyScope): Promise<SetupView | null> {
  const day = todayInMadrid(systemClock);
  return scope.read(async (tx) => {
    const setup = await findSetup(tx, scope);
    if (!setup) return null;
    const { mode, place, prices, budgetMicros, secretHint: hint } = setup;
    const spent = await committedMicros(tx, scope, `${day.slice(0, 7)}-01`);
    const price = pricesOn(prices, place.model, day);
    return {
      mode,
      place,
      price: price && {
        inputEuros: microsToEuros(BigInt(price.inputMicros)),
        outputEuros: microsToEuros(BigInt(price.outputMicros)),
        since: price.since,
      },
      budgetEuros: microsToEuros(budgetMicros),
      spentEuros: microsToEuros(spent),
      spentShare: budgetMicros === 0n ? 0 : Number((spent * 1000n) / budgetMicros) / 1000,
      secretHint: hint,
    };
  });
}

/**
 * Keeps what a company wants. Refuses `claude.no_key` when it is to be on and there is no key of this provider, and
 * `input.invalid` for a key file that is none. A key is typed once; another provider needs another key.
 */
export async function saveSetup(scope: CompanyScope, actor: Actor, input: SetupInput): Promise<Result<null>> {
  const { mode, place } = input;
  const secret = input.secret && readSecret(input.secret);
  if (secret === null || (secret && secret.provider !== place.provider)) return refuse("input.invalid");
  const day = todayInMadrid(systemClock);
  return scope.write(async (tx) => {
    const before = await findSetup(tx, scope);
    const keeps = before?.secretHint != null && before.place.provider === place.provider;
    if (mode !== "off" && !secret && !keeps) return refuse("claude.no_key");
    const price: ModelPrice = {
      model: place.model,
      inputMicros: String(eurosToMicros(input.inputEuros)),
      outputMicros: String(eurosToMicros(input.outputEuros)),
      since: day,
    };
    const kept = secret ? { value: secret, hint: secretHint(secret) } : keeps ? undefined : null;
    const budgetMicros = eurosToMicros(input.budgetEuros);
    const change = { mode, place, prices: withPrice(before?.prices ?? [], price), budgetMicros };
    await keepSetup(tx, scope, kept === undefined ? change : { ...change, secret: kept });
    const said = { mode, ...place, budgetMicros: String(budgetMicros), price, key: secret ? "new" : keeps ? "kept" : "none" };
    await audit(tx, scope, actor, "second_reader.saved", "second_reader:setup", { from: before?.mode ?? null, ...said });
    return ok(null);
  });
}

/** Prices of a day replace those of the same day; older ones stay, to explain older costs. */
function withPrice(prices: readonly ModelPrice[], price: ModelPrice): readonly ModelPrice[] {
  const now = pricesOn(prices, price.model, price.since);
  if (now && now.inputMicros === price.inputMicros && now.outputMicros === price.outputMicros) return prices;
  return [...prices.filter(({ model, since }) => model !== price.model || since !== price.since), price].slice(-100);
}

function readSecret(given: NonNullable<SetupInput["secret"]>): ClaudeSecret | null {
  return given.provider === "vertex" ? readServiceAccount(given.keyFile) : given;
}

/** Nothing leaves from now on; key and prices stay. */
export function turnOff(scope: CompanyScope, actor: Actor): Promise<Result<null>> {
  return scope.write(async (tx) => {
    if (await switchOff(tx, scope)) await audit(tx, scope, actor, "second_reader.switched_off", "second_reader:setup");
    return ok(null);
  });
}

const trial = { id: "connection.trial", version: 1, system: 'Answer {"word": …} with the word that stands in the text.' } as const;

/** One tiny question, with made-up text: shows that key, model and region work, and what an answer costs. */
export async function trySetup(scope: CompanyScope): Promise<Result<{ readonly euros: string; readonly ms: number }>> {
  const answer = await askClaude(scope, {
    purpose: "trial",
    prompt: trial,
    evidence: [{ kind: "text", title: "Text:", text: "albaricoque" }],
    schema: z.strictObject({ word: z.string().max(60) }),
    maxTokens: 300,
    timeoutMs: 20_000,
    patienceMs: 25_000,
    isTrial: true,
  });
  if (!answer.ok) return answer;
  return ok({ euros: microsToEuros(answer.value.costMicros), ms: answer.value.ms });
}
