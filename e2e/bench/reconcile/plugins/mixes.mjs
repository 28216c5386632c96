// Cases the public profiles lack, built with the generator's own means so that its rules judge them by what is printed.
import { addContact } from "./contacts.mjs";

export function cases({ lib, dates }) {
  const { refText, generic, sgn, chan } = lib;
  const full = (doc) => ({ doc, amount: doc.total });
  const sumOf = (docs) => docs.reduce((sum, { total }) => sum + total, 0);
  const rule = (expect, reason) => ({ type: "rule", expect, reason });
  const listed = (docs, contact) => refText(docs, contact.refStyle === "digits" ? "exact" : contact.refStyle);

  /** A public body settles months of invoices at once, long after they were due; the list of numbers is cut. */
  function publicLate(world, rng) {
    const bodies = (world.bodies ??= world.contacts.filter(({ role, type }) => role === "customer" && type === "public"));
    const contact = rng.pick(bodies);
    const day = world.randDay(rng, world.start + 60);
    const docs = Array.from({ length: rng.int(2, 14) }, () => {
      const issue = day - rng.int(60, 200);
      return world.newDoc({ rng, dir: "issued", contact, issue, due: issue + 30 });
    });
    const paid = rng.bool(0.6) ? docs : docs.slice(0, Math.max(1, docs.length - rng.int(1, 3)));
    const textSpec = rng.bool(0.75)
      ? listed(paid, contact)
      : { kind: "plain", text: rng.pick(["OBLIGACIONES RECONOCIDAS", "MANDAMIENTO DE PAGO", ""]) };
    world.newMov({ rng, caseType: "public_late", day, amount: sumOf(paid), kind: "transfer_in", contact, alloc: paid.map(full), textSpec });
  }

  /** The parent pays what several of its shops owe. */
  function parentPays(world, rng) {
    const groups = (world.groups ??= []);
    if (groups.length < 6) groups.push(newGroup(world, rng));
    const group = rng.pick(groups);
    const day = world.randDay(rng, world.start + 20);
    const shops = rng.sample(group.shops, rng.int(1, group.shops.length));
    const docs = shops.flatMap((contact) =>
      Array.from({ length: rng.int(1, 2) }, () => {
        const issue = day - rng.int(10, 50);
        return world.newDoc({ rng, dir: "issued", contact, issue, due: issue + 30 });
      }),
    );
    const textSpec = rng.bool(0.7) ? refText(docs, rng.pick(["exact", "prefixed", "nosep"])) : generic(rng);
    const alloc = docs.map(full);
    world.newMov({
      rng,
      caseType: "parent_pays",
      day,
      amount: sumOf(docs),
      kind: "transfer_in",
      contact: docs[0].contact,
      payer: group.parent,
      alloc,
      textSpec,
    });
  }
  function newGroup(world, rng) {
    const head = world.pickFrom("business", rng);
    const core = `Grupo ${head.core.split(" ").at(-1)} Franquicias`;
    const form = world.makeForm(rng);
    const shops = ["Centro", "Norte", "Ensanche", "Puerto"].map((place) =>
      addContact(world, head, { core: `${core} ${place}`, person: null, legal: "S.L.", form }),
    );
    return { parent: { core: `${core} Central`, legal: "S.A.", person: null, form, ibans: [] }, shops };
  }

  /** One monthly fee that all customers pay. */
  function sameFee(world, rng) {
    const contact = world.pickFrom("customer", rng);
    const base = (world.fee ??= 3900);
    const first = rng.int(0, 6);
    const habit = rng.weighted({ month: 0.35, number: 0.2, none: 0.45 });
    for (let month = first; month < Math.min(first + rng.int(3, 8), 12); month++) {
      const issue = dates.addMonths(world.start, month);
      const doc = world.newDoc({ rng, dir: "issued", contact, issue, due: issue + 5, base, vatPct: 21, recurring: true });
      if (rng.bool(0.06)) continue;
      const day = dates.nextBusiness(issue + rng.int(3, 20));
      const textSpec =
        habit === "month"
          ? { kind: "month", docs: [doc] }
          : habit === "number"
            ? refText([doc], contact.refStyle)
            : { kind: "plain", text: rng.pick(["", "CUOTA", "PAGO"]) };
      world.newMov({
        rng,
        caseType: "same_fee",
        day,
        amount: doc.total,
        kind: rng.bool(0.3) ? "bizum_in" : "transfer_in",
        contact,
        alloc: [full(doc)],
        textSpec,
      });
    }
  }

  /** Issued and received invoices of one tax id cancel each other; the rest is paid. */
  function setOff(world, rng) {
    const customer = world.pickFrom("business", rng);
    const supplier = (customer.other ??= addContact(world, customer, { role: "supplier", irpf: 0 }));
    const day = world.randDay(rng);
    const { issue, due } = world.datesFor(customer, day, rng);
    const ours = world.newDoc({ rng, dir: "issued", contact: customer, issue, due });
    const theirs = world.newDoc({ rng, dir: "received", contact: supplier, issue, due });
    const amount = ours.total - theirs.total;
    if (amount === 0) return;
    const hasNumbers = rng.bool(0.6);
    const textSpec = hasNumbers
      ? { ...refText([ours, theirs], "exact"), lead: "COMPENSACION FRAS " }
      : { kind: "plain", text: "COMPENSACION SALDOS" };
    const structural = rule(hasNumbers ? "either" : "suggest", "set-off");
    world.newMov({
      rng,
      caseType: "set_off",
      day,
      amount,
      kind: amount > 0 ? "transfer_in" : "transfer_out",
      contact: amount > 0 ? customer : supplier,
      alloc: [full(ours), full(theirs)],
      textSpec,
      structural,
    });
  }

  /** Several invoices in one transfer, less what the bank kept. */
  function batchFee(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng, world.start + 20);
    const docs = Array.from({ length: rng.int(2, 5) }, () => {
      const issue = day - contact.terms - rng.int(3, 40);
      return world.newDoc({ rng, dir: "issued", contact, issue, due: issue + contact.terms });
    });
    const fee = rng.int(300, 2500);
    const residual = { kind: "bank_fee", amount: -fee };
    world.newMov({
      rng,
      caseType: "batch_fee",
      day,
      amount: sumOf(docs) - fee,
      kind: "transfer_intl_in",
      contact,
      alloc: docs.map(full),
      residual,
      textSpec: listed(docs, contact),
    });
  }

  /** The payer rounds up or forgets the withholding that the invoice states. */
  function overpayment(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng);
    const { issue, due } = world.datesFor(contact, day, rng);
    const doc = world.newDoc({ rng, dir: "issued", contact, issue, due, irpfPct: rng.bool(0.5) ? 15 : 0 });
    const extra = doc.irpf > 0 ? doc.irpf : 5000 - (doc.total % 5000);
    if (extra < 100) return;
    const residual = { kind: "unapplied", amount: extra };
    world.newMov({
      rng,
      caseType: "overpayment",
      day,
      amount: doc.total + extra,
      kind: "transfer_in",
      contact,
      alloc: [full(doc)],
      residual,
      textSpec: refText([doc], contact.refStyle),
      structural: rule("either", "over-payment"),
    });
  }

  /** Our own invoices carry a withholding: what is paid is the total after it. */
  function issuedWithWithholding(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng);
    const { issue, due } = world.datesFor(contact, day, rng);
    const doc = world.newDoc({ rng, dir: "issued", contact, issue, due, irpfPct: rng.pick([15, 15, 7]) });
    world.newMov({
      rng,
      caseType: "issued_with_irpf",
      day,
      amount: doc.total,
      kind: chan("issued"),
      contact,
      alloc: [full(doc)],
      textSpec: rng.bool(0.6) ? refText([doc], contact.refStyle) : generic(rng),
    });
  }

  /** Part of an invoice is held back as a guarantee and paid a year later or never. */
  function heldBack(world, rng) {
    const contact = world.pickFrom("business", rng);
    const day = world.randDay(rng);
    const { issue, due } = world.datesFor(contact, day, rng);
    const doc = world.newDoc({ rng, dir: "issued", contact, issue, due, base: Math.max(80_000, world.baseAmount(contact, rng)) });
    const amount = Math.round(doc.total * 0.95);
    world.newMov({
      rng,
      caseType: "held_back",
      day,
      amount: sgn("issued") * amount,
      kind: "transfer_in",
      contact,
      alloc: [{ doc, amount }],
      partial: true,
      textSpec: { ...refText([doc], "exact"), lead: "RETENCION GARANTIA 5% FRA " },
    });
  }

  return {
    public_late: publicLate,
    parent_pays: parentPays,
    same_fee: sameFee,
    set_off: setOff,
    batch_fee: batchFee,
    overpayment,
    issued_with_irpf: issuedWithWithholding,
    held_back: heldBack,
  };
}
