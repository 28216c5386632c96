import { z } from "zod";
import { locales } from "@/lib/platform/i18n/locales";

/** What a person chose for herself; kept on her row, mirrored in a cookie so that the first byte already looks right. */
export const preferences = z.object({
  theme: z.enum(["system", "light", "dark"]).default("system"),
  density: z.enum(["comfortable", "compact"]).default("comfortable"),
  railFolded: z.boolean().default(false),
  keys: z
    .object({ on: z.boolean().default(true), map: z.record(z.string().max(30), z.string().max(30)).default({}) })
    .default({ on: true, map: {} }),
});
export type Preferences = z.infer<typeof preferences>;

export const preferencesPatch = z.strictObject({
  theme: preferences.shape.theme.unwrap().optional(),
  density: preferences.shape.density.unwrap().optional(),
  railFolded: z.boolean().optional(),
  keys: z.strictObject({ on: z.boolean(), map: z.record(z.string().max(30), z.string().max(30)) }).optional(),
  locale: z.enum(locales).optional(),
});
export type PreferencesPatch = z.infer<typeof preferencesPatch>;

export const defaultPreferences: Preferences = preferences.parse({});

/** Reads what is stored, whatever its age: an unknown or malformed part falls back to its default. */
export function readPreferences(stored: unknown): Preferences {
  const object: Record<string, unknown> = typeof stored === "object" && stored !== null ? { ...stored } : {};
  const kept = Object.entries(preferences.shape).flatMap(([name, shape]) => {
    const parsed = shape.safeParse(object[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return preferences.parse(Object.fromEntries(kept));
}

export const preferencesCookie = "visto-preferences";

/** The cookie holds only what the first byte needs; a person can write anything into it, so it is read like a stranger's. */
export function readPreferencesCookie(value: string | undefined): Preferences {
  if (value === undefined || value.length > 4000) return defaultPreferences;
  try {
    return readPreferences(JSON.parse(value));
  } catch (error) {
    if (error instanceof SyntaxError) return defaultPreferences;
    throw error;
  }
}
