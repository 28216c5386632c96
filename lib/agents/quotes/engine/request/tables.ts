import type { AskedItem } from "@/lib/agents/quotes/engine/model";
import type { Context } from "@/lib/agents/quotes/engine/request/pieces";
import type { Token } from "@/lib/language/tokens";

/** Tables pasted into the text; `rest` are the tokens of all other lines. */
export function readTables(
  _: Context,
  tokens: readonly Token[],
): { readonly items: readonly AskedItem[]; readonly rest: readonly Token[] } {
  return { items: [], rest: tokens };
}
