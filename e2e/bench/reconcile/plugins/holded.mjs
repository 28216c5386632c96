// What is left of the cases when the books come through Holded's API: no orders, terminals, payouts, remittances or discount
// terms, no original amounts. What only those could tell is no longer asked for.

const onlyToldByReport = {
  tpv: "card terminal without its contract",
  psp_payout: "payout without report",
  remittance: "remittance without its receipts",
  early_discount: "discount without its terms",
  prepay: "paid before the invoice without its order",
};

export function cases({ lib }) {
  const wrap = (build) => (world, rng, profile) => {
    const from = world.movs.length;
    build(world, rng, profile);
    for (const movement of world.movs.slice(from)) {
      movement.orig = null;
      if (movement.textSpec?.kind === "order") movement.textSpec = { kind: "plain", text: "PAGO" };
      const reason = onlyToldByReport[movement.caseType];
      if (reason) movement.structural = { type: "rule", expect: "either", reason };
    }
  };
  return Object.fromEntries(Object.entries(lib.CASES).map(([key, build]) => [key, wrap(build)]));
}
