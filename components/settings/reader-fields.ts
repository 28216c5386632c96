import { readEuros } from "@/components/settings/euro-text";
import type { SetupInput, SetupView } from "@/lib/claude/configure";
import type { ClaudeMode, ClaudePlace } from "@/lib/claude/setup";

export type Provider = ClaudePlace["provider"];

/** What stands in the form, as text. */
export type ReaderFields = {
  readonly mode: ClaudeMode;
  readonly provider: Provider;
  readonly region: string;
  readonly projectId: string;
  readonly model: string;
  readonly input: string;
  readonly output: string;
  readonly budget: string;
  readonly key: string;
  readonly keyId: string;
};

export type Numbers = "input" | "output" | "budget";
export const numbers: readonly Numbers[] = ["input", "output", "budget"];

export function firstFields(setup: SetupView | null, shown: (euros: string) => string): ReaderFields {
  const { mode = "off", place, price, budgetEuros } = setup ?? {};
  return {
    mode,
    provider: place?.provider ?? "anthropic",
    region: place && "region" in place ? place.region : "",
    projectId: place && "projectId" in place ? place.projectId : "",
    model: place?.model ?? "",
    input: price ? shown(price.inputEuros) : "",
    output: price ? shown(price.outputEuros) : "",
    budget: budgetEuros === undefined ? "" : shown(budgetEuros),
    key: "",
    keyId: "",
  };
}

/** Prices belong to one model: another name stands without them until somebody enters its own. */
export function withModel(fields: ReaderFields, model: string, first: ReaderFields): Partial<ReaderFields> {
  if (model === first.model) return { model, input: first.input, output: first.output };
  return fields.model === first.model ? { model, input: "", output: "" } : { model };
}

/** What the command takes, which checks it again; or the figures that are none. Only a budget may be nothing. */
export function toInput(fields: ReaderFields): { readonly wrong: readonly Numbers[] } | SetupInput {
  const [inputEuros, outputEuros, budgetEuros] = [priceIn(fields.input), priceIn(fields.output), readEuros(fields.budget)];
  if (inputEuros === null || outputEuros === null || budgetEuros === null) {
    return { wrong: numbers.filter((name) => (name === "budget" ? budgetEuros : priceIn(fields[name])) === null) };
  }
  const secret = secretOf(fields);
  return { mode: fields.mode, place: placeOf(fields), inputEuros, outputEuros, budgetEuros, ...(secret ? { secret } : {}) };
}

function priceIn(text: string): string | null {
  const price = readEuros(text);
  return price !== null && /[1-9]/.test(price) ? price : null;
}

function placeOf({ provider, region, projectId, model }: ReaderFields): ClaudePlace {
  const named = { provider, model: model.trim() };
  const placed = provider === "anthropic" ? named : { ...named, region };
  // The command refuses what is no place; here it is only text.
  return (provider === "vertex" ? { ...placed, projectId: projectId.trim() } : placed) as ClaudePlace;
}

function secretOf({ provider, key, keyId }: ReaderFields): SetupInput["secret"] {
  if (key.trim() === "") return undefined;
  if (provider === "anthropic") return { provider, apiKey: key.trim() };
  if (provider === "bedrock") return { provider, accessKeyId: keyId.trim(), secretAccessKey: key.trim() };
  return { provider, keyFile: key };
}
