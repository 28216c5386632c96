import { z } from "zod";

/** `unsure`: only where the own reading is in doubt. */
export const claudeMode = z.enum(["off", "unsure", "always"]);
export type ClaudeMode = z.infer<typeof claudeMode>;

/** Regions of the European Union, and no others: London and Zurich are outside of it. */
export const bedrockRegions = [
  "eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3",
] as const; // prettier-ignore
export const vertexRegions = [
  "eu", "europe-central2", "europe-north1", "europe-north2", "europe-southwest1", "europe-west1", "europe-west3", "europe-west4",
  "europe-west8", "europe-west9", "europe-west10", "europe-west12",
] as const; // prettier-ignore

/**
 * Who runs the model, and where. Bedrock and Vertex only in a region of the European Union; on Bedrock the name of the
 * model decides as well: `eu.` spreads calls over regions of the Union, no prefix stays in one, `global.` and `us.` leave.
 */
export const claudePlace = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("anthropic"), model: z.string().regex(/^claude-[a-z0-9.-]{1,60}$/) }),
  z.strictObject({
    provider: z.literal("bedrock"),
    region: z.enum(bedrockRegions),
    model: z.string().regex(/^(?:eu\.)?anthropic\.claude-[a-z0-9.:-]{1,60}$/),
  }),
  z.strictObject({
    provider: z.literal("vertex"),
    region: z.enum(vertexRegions),
    projectId: z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
    model: z.string().regex(/^claude-[a-z0-9.@-]{1,60}$/),
  }),
]);
export type ClaudePlace = z.infer<typeof claudePlace>;

const printable = (max: number) => z.string().regex(new RegExp(`^[\\x21-\\x7e]{16,${max}}$`));

/** What opens the door of each provider. Typed once, sealed, never shown. */
export const claudeSecret = z.discriminatedUnion("provider", [
  z.strictObject({ provider: z.literal("anthropic"), apiKey: printable(300) }),
  z.strictObject({ provider: z.literal("bedrock"), accessKeyId: printable(128), secretAccessKey: printable(256) }),
  z.strictObject({ provider: z.literal("vertex"), clientEmail: z.email().max(200), privateKey: z.string().min(100).max(8000) }),
]);
export type ClaudeSecret = z.infer<typeof claudeSecret>;

/** By what a person knows which key it is, without telling it. */
export function secretHint(secret: ClaudeSecret): string {
  if (secret.provider === "vertex") return secret.clientEmail;
  return `…${(secret.provider === "anthropic" ? secret.apiKey : secret.accessKeyId).slice(-4)}`;
}

/** The two fields that are needed of a service account's key file; null when it is none. */
export function readServiceAccount(text: string): Extract<ClaudeSecret, { provider: "vertex" }> | null {
  try {
    const file = serviceAccount.parse(JSON.parse(text));
    return { provider: "vertex", clientEmail: file.client_email, privateKey: file.private_key };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
const serviceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.email().max(200),
  private_key: z.string().startsWith("-----BEGIN").min(100).max(8000),
});

/** What a model costs, as the company was told on a day: micro-euros for a million tokens, as text for JSON. */
export const modelPrice = z.strictObject({
  model: z.string().max(90),
  inputMicros: z.string().regex(/^\d{1,15}$/),
  outputMicros: z.string().regex(/^\d{1,15}$/),
  /** The day on which somebody looked. */
  since: z.iso.date(),
});
export type ModelPrice = z.infer<typeof modelPrice>;

/** The prices of a model that hold on a day: the newest that are not of a later day. Never those of another model. */
export function pricesOn(prices: readonly ModelPrice[], model: string, day: string): ModelPrice | null {
  const known = prices.filter((price) => price.model === model && price.since <= day);
  return known.sort((a, b) => (a.since < b.since ? 1 : -1))[0] ?? null;
}
