// Movements without a document that look as if they had one: taxes, fees and transfers of an invoice's very amount, and what
// was paid already.

export function noise({ dates }) {
  const openAt = (world, dir, day) =>
    world.docs.filter(
      (doc) =>
        doc.dir === dir && doc.status === "open" && doc.currency === "EUR" && doc.total > 0 && doc.issue <= day && doc.issue > day - 120,
    );

  /** An invoice that is settled already is paid again, weeks later, with its number. */
  function paidTwice(world, rng) {
    const isNumbered = ({ textSpec }) => textSpec?.kind === "refs" && textSpec.style !== "short";
    const isPlain = ({ alloc, partial, kind }) => alloc.length === 1 && !partial && kind === "transfer_in";
    // Where another invoice of the payer has the same amount, it could as well be that one's payment.
    const isOnly = ({ alloc: [{ doc }] }) =>
      !world.docs.some((other) => other !== doc && other.contact === doc.contact && other.total === doc.total);
    const settled = (world.settled ??= world.movs.filter(
      (movement) => movement.reconciled && isPlain(movement) && isNumbered(movement) && isOnly(movement),
    ));
    if (settled.length === 0) return null;
    const first = rng.pick(settled);
    const day = dates.nextBusiness(Math.max(first.day + 4, world.historyUntil) + rng.int(1, 60));
    return { kind: first.kind, day, amount: first.amount, payer: first.payer ?? first.contact, textSpec: first.textSpec };
  }

  /** What was paid twice goes back to the customer. */
  function givenBack(world, rng) {
    const once = paidTwice(world, rng);
    return (
      once && {
        ...once,
        kind: "transfer_out",
        day: Math.min(world.end, dates.nextBusiness(once.day + 8)),
        amount: -once.amount,
        textSpec: { kind: "plain", text: "DEVOLUCION PAGO DUPLICADO" },
      }
    );
  }

  /** A tax or social security payment of exactly the amount of an open purchase. */
  function taxTwin(world, rng) {
    const day = world.randDay(rng);
    const docs = openAt(world, "received", day);
    if (docs.length === 0) return null;
    const v = { model: rng.pick(["303", "111", "115"]), nrc: rng.digits(12), ccc: `28${rng.digits(9)}` };
    return { kind: rng.pick(["tax", "tgss"]), day, amount: -rng.pick(docs).total, v };
  }

  /** A fee, a loan or a returned debit of exactly the amount of an open purchase. */
  function chargeTwin(world, rng) {
    const day = world.randDay(rng);
    const docs = openAt(world, "received", day);
    if (docs.length === 0) return null;
    const kind = rng.pick(["fee", "loan", "returned", "cash_out"]);
    const payer = kind === "returned" ? world.pickFrom("customer", rng) : undefined;
    const v = { feeText: "COMISION DESCUBIERTO", contract: `0${rng.digits(9)}`, text: "FALTA DE FONDOS" };
    return { kind, day, amount: -rng.pick(docs).total, v, ...(payer ? { payer } : {}) };
  }

  /** Money moved between two own accounts, both halves within some days, at times of the amount of an open invoice. */
  function ownPair(world, rng) {
    const day = world.randDay(rng);
    const docs = openAt(world, "issued", day);
    const amount = docs.length > 0 && rng.bool(0.4) ? rng.pick(docs).total : rng.int(5, 300) * 10_000;
    const [from, to] = rng.sample(
      world.accounts.filter(({ weight }) => weight > 0),
      2,
    );
    if (!from || !to) return null;
    const later = Math.min(world.end, dates.nextBusiness(day + rng.int(0, 3)));
    const v = { text: rng.pick(["TRASPASO", ""]) };
    world.newMov({
      rng,
      caseType: "none:own_pair",
      noise: "own_pair",
      day: later,
      amount,
      kind: "own_transfer",
      account: to,
      contact: null,
      v,
    });
    return { kind: "own_transfer", day, amount: -amount, account: from, v };
  }

  return { paid_twice: paidTwice, given_back: givenBack, tax_twin: taxTwin, charge_twin: chargeTwin, own_pair: ownPair };
}
