import { expect, it } from "vitest";
import "@/lib/agents/all";
import { receiveRequest } from "@/lib/agents/quotes/commands-run";
import { draftRequest } from "@/lib/agents/quotes/run";
import { saveCompanySettings, settingsChange } from "@/lib/platform/company-settings";
import { itemView } from "@/lib/review/item-view";
import { testDatabase } from "@/lib/testing/database";
import { testHolded } from "@/lib/testing/holded";
import { valueOf } from "@/lib/testing/proposals";
import { quoteShop } from "@/lib/testing/quote-shop";

testDatabase();
const holded = testHolded();

it("a line that leaves less margin than the company asks for is doubted, and only then", async () => {
  const { scope, eva } = await quoteShop(holded());
  const reasons = async (marginLimit: string | null, text: string) => {
    await saveCompanySettings(scope, eva, { marginLimit });
    const { proposalId } = valueOf(await receiveRequest(scope, eva, { channel: "email", text, from: null, subject: null }));
    await draftRequest(scope, proposalId);
    return valueOf(await itemView(scope, proposalId)).reasons.flatMap(({ code }) => (code.startsWith("price.below") ? [code] : []));
  };
  // 10.4567 at a cost of 6.35: 39.27 % is left.
  expect(await reasons("39.5", "Necesito presupuesto de:\n- 2 cajas de tornillo rosca madera 5x40")).toEqual(["price.below_limit"]);
  expect(await reasons("39", "Necesito presupuesto de:\n- 3 cajas de tornillo rosca madera 5x40")).toEqual([]);
  expect(await reasons(null, "Necesito presupuesto de:\n- 4 cajas de tornillo rosca madera 5x40")).toEqual([]);
}, 60_000);

it.each(["-1", "100", "12,5", "1.234", ""])("a margin limit of “%s” is refused", (marginLimit) => {
  expect(settingsChange.safeParse({ marginLimit }).success).toBe(false);
});
