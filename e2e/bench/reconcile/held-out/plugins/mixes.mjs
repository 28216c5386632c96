// Cases that nobody who works on the matching looks at.

export function cases({ lib, dates, names }) {
  const { refText, generic } = lib;
  const full = (doc) => ({ doc, amount: doc.total });
  const sumOf = (docs) => docs.reduce((sum, { total }) => sum + total, 0);
  const rule = (expect, reason) => ({ type: "rule", expect, reason });

  /** One invoice in three parts a month apart, each naming it. */
  function instalments(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng, world.start + 4, world.end - 70);
    const { issue, due } = world.datesFor(contact, day, rng);
    const doc = world.newDoc({ rng, dir: "issued", contact, issue, due, base: Math.max(60_000, world.baseAmount(contact, rng)) });
    const third = Math.round(doc.total / 3);
    const parts = [third, third, doc.total - 2 * third];
    parts.forEach((amount, at) => {
      const textSpec = { ...refText([doc], "exact"), lead: rng.pick([`${at + 1}/3 `, `PLAZO ${at + 1} `, ""]) };
      const when = Math.min(world.end, dates.nextBusiness(dates.addMonths(day, at)));
      world.newMov({
        rng,
        caseType: "instalments",
        day: when,
        amount,
        kind: "transfer_in",
        contact,
        alloc: [{ doc, amount }],
        partial: true,
        textSpec,
      });
    });
  }

  /** Two or three equal monthly invoices at once. */
  function monthsTogether(world, rng) {
    const contact = world.pickFrom("business", rng);
    const base = world.baseAmount(contact, rng);
    const first = rng.int(0, 6);
    const docs = Array.from({ length: 5 }, (_, at) => {
      const issue = dates.addMonths(world.start, first + at);
      return world.newDoc({ rng, dir: "issued", contact, issue, due: issue + 15, base, recurring: true });
    });
    const count = rng.int(2, 3);
    const paid = docs.slice(0, count);
    const textSpec = rng.bool(0.6) ? refText(paid, "exact") : { kind: "plain", text: `${count} CUOTAS` };
    const day = dates.nextBusiness(Math.max(docs.at(-1).issue, world.start + 150));
    world.newMov({
      rng,
      caseType: "months_together",
      day,
      amount: sumOf(paid),
      kind: "transfer_in",
      contact,
      alloc: paid.map(full),
      textSpec,
    });
  }

  /** An accountant pays for a customer and names him in the text. */
  function onBehalf(world, rng) {
    const contact = world.pickFrom("customer", rng);
    const payer = (world.agents ??= Array.from({ length: 3 }, () => ({
      ...names.companyName(rng),
      person: null,
      form: world.makeForm(rng),
      ibans: [],
    })))[rng.int(0, 2)];
    const day = world.randDay(rng);
    const { issue, due } = world.datesFor(contact, day, rng);
    const doc = world.newDoc({ rng, dir: "issued", contact, issue, due });
    const hasNumber = rng.bool(0.6);
    const textSpec = hasNumber ? refText([doc], "exact") : { kind: "plain", text: `POR CUENTA DE ${contact.core}` };
    world.newMov({
      rng,
      caseType: "on_behalf",
      day,
      amount: doc.total,
      kind: "transfer_in",
      contact,
      payer,
      alloc: [full(doc)],
      textSpec,
      ...(hasNumber ? {} : { structural: rule("either", "customer named in the text") }),
    });
  }

  /** The rent rose and the tenant pays the old one, naming the month. */
  function oldPrice(world, rng) {
    const contact = world.pickFrom("customer", rng);
    const base = Math.max(30_000, world.baseAmount(contact, rng));
    const first = rng.int(0, 4);
    for (let month = first; month < first + 7; month++) {
      const issue = dates.addMonths(world.start, month);
      const isRaised = month >= first + 3;
      const doc = world.newDoc({
        rng,
        dir: "issued",
        contact,
        issue,
        due: issue + 5,
        base: isRaised ? Math.round(base * 1.031) : base,
        vatPct: 21,
        recurring: true,
      });
      const amount = Math.round(base * 1.21);
      if (Math.abs(doc.total) < amount) return;
      const isShort = doc.total !== amount;
      const day = dates.nextBusiness(issue + rng.int(2, 9));
      world.newMov({
        rng,
        caseType: isShort ? "old_price" : "recurring_ref",
        day,
        amount,
        kind: "transfer_in",
        contact,
        alloc: [{ doc, amount }],
        partial: isShort,
        textSpec: { kind: "month", docs: [doc] },
        ...(isShort ? { structural: rule("either", "old price of a monthly invoice") } : {}),
      });
    }
  }

  /** A supplier collects several invoices in one debit. */
  function debitOfSeveral(world, rng) {
    const contact = world.pickFrom("utility", rng);
    const day = world.randDay(rng, world.start + 20);
    const docs = Array.from({ length: rng.int(2, 5) }, () => {
      const issue = day - rng.int(4, 34);
      return world.newDoc({ rng, dir: "received", contact, issue, due: day, method: "direct_debit" });
    });
    world.newMov({
      rng,
      caseType: "debit_of_several",
      day,
      amount: -sumOf(docs),
      kind: "recibo",
      contact,
      alloc: docs.map(full),
      v: { mandate: contact.mandate, receiptNo: rng.digits(14) },
      textSpec: rng.bool(0.4) ? refText(docs, "exact") : generic(rng),
    });
  }

  /** Paid less an advance that came before the invoice. */
  function afterAdvance(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng, world.start + 30);
    const issue = day - rng.int(10, 30);
    const doc = world.newDoc({
      rng,
      dir: "issued",
      contact,
      issue,
      due: issue + 30,
      base: Math.max(50_000, world.baseAmount(contact, rng)),
    });
    const advance = Math.round(doc.total * rng.pick([0.3, 0.4, 0.5]));
    const before = dates.nextBusiness(issue - 8);
    world.newMov({
      rng,
      caseType: "advance_before",
      day: before,
      amount: advance,
      kind: "transfer_in",
      contact,
      alloc: [{ doc, amount: advance }],
      partial: true,
      future: true,
      textSpec: { kind: "plain", text: "ANTICIPO" },
      structural: rule("either", "advance before the invoice"),
    });
    const rest = doc.total - advance;
    world.newMov({
      rng,
      caseType: "after_advance",
      day,
      amount: rest,
      kind: "transfer_in",
      contact,
      alloc: [{ doc, amount: rest }],
      partial: true,
      textSpec: { ...refText([doc], "exact"), lead: "RESTO FRA " },
    });
  }

  return {
    instalments,
    months_together: monthsTogether,
    on_behalf: onBehalf,
    old_price: oldPrice,
    debit_of_several: debitOfSeveral,
    after_advance: afterAdvance,
  };
}

export function noise({ dates }) {
  const openOf = (world, dir) =>
    world.docs.filter(
      (doc) => doc.dir === dir && doc.status === "open" && doc.currency === "EUR" && doc.total > 0 && doc.issue < world.end - 40,
    );

  /** A known customer pays, without saying for what, exactly what another customer owes. */
  function otherPartyAmount(world, rng) {
    const docs = openOf(world, "issued");
    if (docs.length === 0) return null;
    const doc = rng.pick(docs);
    const payer = world.pickFrom("customer", rng);
    if (payer === doc.contact || world.docs.some((other) => other.contact === payer && Math.abs(other.total - doc.total) < 3000))
      return null;
    return {
      kind: "transfer_in",
      day: dates.nextBusiness(doc.issue + rng.int(5, 30)),
      amount: doc.total,
      payer,
      textSpec: { kind: "plain", text: rng.pick(["", "PAGO", "FIANZA"]) },
    };
  }

  /** A stranger is paid exactly what a supplier is owed. */
  function strangerAmount(world, rng) {
    const docs = openOf(world, "received");
    if (docs.length === 0) return null;
    const doc = rng.pick(docs);
    const payer = {
      core: `Notaría ${rng.pick(["Luis Bermejo", "Ana Solozábal", "Pedro Urzaiz"])}`,
      legal: "",
      person: null,
      form: world.makeForm(rng),
      ibans: [],
    };
    return {
      kind: "transfer_out",
      day: dates.nextBusiness(doc.issue + rng.int(5, 30)),
      amount: -doc.total,
      payer,
      textSpec: { kind: "plain", text: rng.pick(["", "PAGO", "ESCRITURA"]) },
    };
  }

  return { other_party_amount: otherPartyAmount, stranger_amount: strangerAmount };
}
