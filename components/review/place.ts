import type { Environment } from "@/lib/review/model";

/** Company and environment as they stand in the address. */
export type Place = { readonly company: string; readonly environment: Environment };

export function apiPath({ company, environment }: Place, ...rest: readonly string[]): string {
  return `/api/${[company, environment, ...rest].map(encodeURIComponent).join("/")}`;
}
