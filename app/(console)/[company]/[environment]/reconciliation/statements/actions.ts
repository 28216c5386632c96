"use server";
import { chooseAccount, mapColumns, tickLines } from "@/lib/agents/statements/commands-run";
import { accountInput, columnsInput, ticksInput } from "@/lib/agents/statements/inputs";
import { readAgain as readAgainNow } from "@/lib/inbox/read-again";
import { companyAction } from "@/lib/platform/http/company-action";
import { oneProposal } from "@/lib/review/inputs";
import "@/lib/agents/all";

const writes = "reconciliation.write";

export const account = companyAction({ name: "statement.account", needs: writes })
  .input(accountInput)
  .run(({ scope, actor, input }) => chooseAccount(scope, actor, input));

export const columns = companyAction({ name: "statement.columns", needs: writes })
  .input(columnsInput)
  .run(({ scope, actor, input }) => mapColumns(scope, actor, input));

export const tick = companyAction({ name: "statement.tick", needs: writes })
  .input(ticksInput)
  .run(({ scope, actor, input }) => tickLines(scope, actor, input));

export const readAgain = companyAction({ name: "statement.read_again", needs: writes })
  .input(oneProposal)
  .run(({ scope, actor, input }) => readAgainNow(scope, actor, input));
