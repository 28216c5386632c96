import "server-only";
import type { Message, MessageCountTokensParams, MessageCreateParamsNonStreaming } from "@anthropic-ai/sdk/resources/messages";
import type { ClaudePlace, ClaudeSecret } from "@/lib/claude/setup";
import { standInUrl } from "@/lib/claude/stand-in";
import { fail, ok, refuse, type Result } from "@/lib/kernel/result";

type WireOptions = { readonly signal: AbortSignal };

/** What is used of a provider, whoever it is. `countTokens` is null where the provider cannot count. */
export type ModelClient = {
  readonly create: (body: MessageCreateParamsNonStreaming, options: WireOptions) => Promise<Message>;
  readonly countTokens: ((body: MessageCountTokensParams, options: WireOptions) => Promise<{ readonly input_tokens: number }>) | null;
};

/**
 * One attempt is one request: waiting and repeating is decided here and not in the library, because each request is paid
 * for. No redirect is followed, and no variable of the environment says where a key or a document goes.
 */
const common = { maxRetries: 0, fetchOptions: { redirect: "error" } } as const;

/**
 * The libraries are large and loaded when they are first needed. Refuses `claude.no_key` for the key of another provider,
 * and `claude.key_refused` for a service account that cannot sign in.
 */
export async function modelClient(place: ClaudePlace, secret: ClaudeSecret): Promise<Result<ModelClient>> {
  if (place.provider === "anthropic" && secret.provider === "anthropic") return ok(await direct(secret));
  if (place.provider === "bedrock" && secret.provider === "bedrock") return ok(await overBedrock(place, secret));
  if (place.provider === "vertex" && secret.provider === "vertex") return overVertex(place, secret);
  return refuse("claude.no_key");
}

type At<P extends ClaudePlace["provider"]> = Extract<ClaudePlace, { provider: P }>;
type KeyOf<P extends ClaudePlace["provider"]> = Extract<ClaudeSecret, { provider: P }>;

async function direct({ apiKey }: KeyOf<"anthropic">): Promise<ModelClient> {
  const { Anthropic } = await import("@anthropic-ai/sdk");
  const { messages } = new Anthropic({ ...common, apiKey, authToken: null, baseURL: standInUrl() ?? "https://api.anthropic.com" });
  return {
    create: (body, options) => messages.create(body, options),
    countTokens: (body, options) => messages.countTokens(body, options),
  };
}

async function overBedrock({ region }: At<"bedrock">, { accessKeyId, secretAccessKey }: KeyOf<"bedrock">): Promise<ModelClient> {
  const { AnthropicBedrock } = await import("@anthropic-ai/bedrock-sdk");
  const { messages } = new AnthropicBedrock({
    ...common,
    // Null: a key of the environment would be taken before ours.
    apiKey: null,
    awsAccessKey: accessKeyId,
    awsSecretKey: secretAccessKey,
    awsRegion: region,
    baseURL: standInUrl() ?? `https://bedrock-runtime.${region}.amazonaws.com`,
  });
  return { create: (body, options) => messages.create(body, options), countTokens: null };
}

async function overVertex({ region, projectId }: At<"vertex">, secret: KeyOf<"vertex">): Promise<Result<ModelClient>> {
  const standIn = standInUrl();
  const account = await serviceAccount(secret, standIn !== null);
  // Before anything is set aside for the call: who cannot sign in is not billed.
  const refusal = await account.getAccessToken().then(
    () => null,
    (cause: unknown) => fail({ code: "claude.key_refused", retry: "never", cause }),
  );
  if (refusal) return refusal;
  const { AnthropicVertex } = await import("@anthropic-ai/vertex-sdk");
  const host = region === "eu" ? "aiplatform.eu.rep.googleapis.com" : `${region}-aiplatform.googleapis.com`;
  const baseURL = standIn ?? `https://${host}/v1`;
  const { messages } = new AnthropicVertex({ ...common, region, projectId, authClient: account, baseURL });
  return ok({
    create: (body, options) => messages.create(body, options),
    countTokens: (body, options) => messages.countTokens(body, options),
  });
}

/** Signs in as the service account. A stand-in is not asked for whom it works: the key stays here. */
async function serviceAccount({ clientEmail, privateKey }: KeyOf<"vertex">, isStandIn: boolean) {
  const { JWT } = await import("google-auth-library");
  const account = new JWT({
    email: clientEmail,
    key: privateKey,
    scopes: ["https://www.googleapis.com/auth/cloud-platform"],
    transporterOptions: { timeout: 10_000 },
  });
  if (isStandIn) account.setCredentials({ access_token: "stand-in", expiry_date: Date.now() + 3_600_000 });
  return account;
}
