import "server-only";
import { z } from "zod";

const schema = z.object({
  /** The role the application runs as: member of visto_app, owner of nothing. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The role that owns the tables. Only migrations use it; web and worker run without it. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  /** `embedded` is one machine with sample data; anything else is `cluster`, which refuses weak settings. */
  VISTO_MODE: z.enum(["embedded", "cluster"]).default("cluster"),
  /** For tests on one machine: with `on`, the worker dies after the named step was written in Holded and before it is recorded. */
  VISTO_FAULTS: z.enum(["on", "off"]).default("off"),
  VISTO_CRASH_AFTER: z.string().optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where this installation can be reached from outside; without it, NEXTAUTH_URL if that is no address of a private network. */
  VISTO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** `1:<base64 of 32 bytes>,2:…`: the highest version seals, all of them open. */
  VAULT_KEYS: z.string().optional(),
  BLOB_DIR: z.string().min(1).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().min(1).optional(),
  S3_REGION: z.string().min(1).default("auto"),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** Where the local Holded answers; sandbox connections of the embedded mode point there. */
  HOLDED_SANDBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOLDED_LIVE_URL: z.url({ protocol: /^https?$/ }).default("https://api.holded.com/api/v2"),
  /** Bearer token that may read /api/metrics; without it only the embedded mode shows them. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Anything else than these is production, the strictest. */
  NODE_ENV: z.enum(["production", "development", "test"]).catch("production"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/** For the model. The console keeps keys and models per company, sealed; only the headless reader takes them from here. */
const claudeSchema = z.object({
  /** Where a stand-in of the Messages API answers, on this machine: for tests and demonstrations. */
  CLAUDE_STANDIN_URL: z.url({ protocol: /^https?$/ }).optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  CLAUDE_MODEL: z.string().default("claude-sonnet-5-5"),
});

export type Env = Readonly<z.infer<typeof schema>>;

let parsed: Env | undefined;

/** The settings of this process, read once when first asked for. Throws one sentence that names every wrong variable. */
export function env(): Env {
  return (parsed ??= parseEnv(process.env));
}

/** The settings of the model alone, for programs that have no database. Read anew each time. */
export function claudeEnv(): Readonly<z.infer<typeof claudeSchema>> {
  return settingsIn(claudeSchema, process.env);
}

/** Pure part of `env`: an empty variable counts as absent. */
export function parseEnv(source: Source): Env {
  return settingsIn(schema, source);
}

type Source = Readonly<Record<string, string | undefined>>;

function settingsIn<S extends z.ZodType>(wanted: S, source: Source): z.infer<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = wanted.safeParse(given);
  if (result.success) return result.data;
  // Only names: a wrong value may be a secret.
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  throw new Error(`These settings are missing or malformed: ${names.join(", ")}.`);
}

/** A setting that this operation cannot do without. */
export function required<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env()[name];
  if (value === undefined) throw new Error(`The setting ${name} is missing.`);
  return value as NonNullable<Env[K]>;
}

/** Reads the process again on the next call: for tests and launchers that set variables after the first read. */
export function forgetEnv(): void {
  parsed = undefined;
}
