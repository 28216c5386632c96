"use server";
import { aliasInput } from "@/lib/agents/quotes/inputs";
import { forgetAlias, widenAlias } from "@/lib/agents/quotes/memory/run";
import { companyAction } from "@/lib/platform/http/company-action";
import "@/lib/agents/all";

export const forget = companyAction({ name: "quote.forget_alias", needs: "quotes.write" })
  .input(aliasInput)
  .run(({ scope, actor, input }) => forgetAlias(scope, actor, input));

export const widen = companyAction({ name: "quote.widen_alias", needs: "quotes.write" })
  .input(aliasInput)
  .run(({ scope, actor, input }) => widenAlias(scope, actor, input));
