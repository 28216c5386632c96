import { fail, type Failure } from "@/lib/kernel/result";

/** Stops the reading of a file at a line; nothing of it is taken. Caught where the file is read, and nowhere else. */
export class BadLine extends Error {
  constructor(
    readonly line: number,
    readonly what: BadLineReason,
  ) {
    super(`${what} in line ${line}`);
  }
}

/** Each has a sentence `statements.bad.<reason>`. */
export const badLineReasons = [
  "record",
  "order",
  "length",
  "number",
  "date",
  "sign",
  "currency",
  "account",
  "cut",
  "amount",
  "columns",
] as const;
type BadLineReason = (typeof badLineReasons)[number];

/** What a reader found at a line that cannot be; a fault of ours is thrown on. */
export function atLine(error: unknown): { readonly ok: false; readonly error: Failure } {
  if (!(error instanceof BadLine)) throw error;
  return fail({ code: "statement.bad_line", detail: { line: error.line, what: error.what }, retry: "never" });
}
