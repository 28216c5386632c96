"use server";
import { importConditions, previewConditions, removeCondition } from "@/lib/agents/quotes/conditions/run";
import { aliasInput, importInput, previewInput } from "@/lib/agents/quotes/inputs";
import { companyAction } from "@/lib/platform/http/company-action";

const needs = "quotes.write";

/** What an import of this table would do. */
export const preview = companyAction({ name: "quote.preview_conditions", needs })
  .input(previewInput)
  .run(({ scope, actor, input }) => previewConditions(scope, actor, input));

export const take = companyAction({ name: "quote.import_conditions", needs })
  .input(importInput)
  .run(({ scope, actor, input }) => importConditions(scope, actor, input));

export const remove = companyAction({ name: "quote.remove_condition", needs })
  .input(aliasInput)
  .run(({ scope, actor, input }) => removeCondition(scope, actor, input));
