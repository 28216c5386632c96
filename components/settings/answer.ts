import type { FailureCode } from "@/lib/kernel/result";
import type { Environment } from "@/lib/review/model";

/** What a server action answers, as far as a form needs it. */
export type Answer<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: FailureCode; readonly requestId: string; readonly fields?: Readonly<Record<string, string>> };
    };

/** Which company and environment a command works in, as the address of the page says. */
export type Where = { readonly company: string; readonly environment: Environment };
