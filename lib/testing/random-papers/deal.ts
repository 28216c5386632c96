import { absolute, cents, divide, fixed, multiply, percentOf, roundCents, sum, type Fixed } from "@/lib/language/decimal";
import type { Chance } from "./chance";

export type DealLine = {
  readonly description: string;
  readonly quantity: Fixed;
  readonly price: Fixed;
  readonly discount: Fixed | null;
  /** As printed: without tax, or with it where prices hold the tax. */
  readonly amount: Fixed;
  readonly rate: Fixed;
};
export type DealTax = {
  readonly rate: Fixed;
  readonly base: Fixed;
  readonly amount: Fixed;
  readonly surcharge: { readonly rate: Fixed; readonly amount: Fixed } | null;
};
export type Deduction = { readonly rate: Fixed; readonly base: Fixed; readonly amount: Fixed };

/** What was sold, and every sum that a paper about it may print. */
export type Deal = {
  readonly lines: readonly DealLine[];
  readonly pricesWithTax: boolean;
  readonly gross: Fixed;
  readonly discount: { readonly rate: Fixed; readonly amount: Fixed } | null;
  readonly net: Fixed;
  readonly taxes: readonly DealTax[];
  readonly total: Fixed;
  readonly withholding: Deduction | null;
  readonly disbursement: Fixed | null;
  readonly paid: Fixed | null;
  readonly payable: Fixed;
};

export type DealKind = {
  readonly rates: readonly string[];
  readonly surcharge?: boolean;
  readonly withholding?: string;
  readonly pricesWithTax?: boolean;
  readonly credit?: boolean;
  readonly disbursement?: boolean;
  readonly paid?: boolean;
  readonly globalDiscount?: boolean;
};

const surcharges: Readonly<Record<string, string>> = { "21": "5.2", "10": "1.4", "4": "0.5" };

export function randomDeal(chance: Chance, kind: DealKind, things: string): Deal {
  const sign = kind.credit ? -1n : 1n;
  const lines = Array.from({ length: chance.is(0.25) ? 1 : chance.whole(2, 11) }, () => randomLine(chance, kind, things, sign));
  const gross = sum(lines.map((line) => line.amount));
  const share = kind.globalDiscount ? fixed(chance.word("2|3|5|10|12.5")) : null;
  const rates = [...new Set(lines.map((line) => line.rate))].sort((a, b) => (a < b ? 1 : -1));
  const byLine = share === null && chance.is(0.15);
  const taxes = rates.map((rate) =>
    taxOf(
      rate,
      lines.filter((line) => line.rate === rate),
      { kind, share, byLine },
    ),
  );
  const net = sum(taxes.map((tax) => tax.base));
  const total = net + sum(taxes.map((tax) => tax.amount + (tax.surcharge?.amount ?? 0n)));
  const held = kind.withholding ? fixed(kind.withholding) : null;
  const withholding = held === null ? null : { rate: held, base: net, amount: roundCents(percentOf(net, held)) };
  const disbursement = kind.disbursement ? cents(chance.whole(500, 40_000)) : null;
  const due = total - (withholding?.amount ?? 0n) + (disbursement ?? 0n);
  const paid = kind.paid ? roundCents(percentOf(due, fixed(chance.word("20|30|50")))) : null;
  return {
    lines,
    pricesWithTax: kind.pricesWithTax ?? false,
    gross,
    discount: share === null ? null : { rate: share, amount: gross - net },
    net,
    taxes,
    total,
    withholding,
    disbursement,
    paid,
    payable: due - (paid ?? 0n),
  };
}

function randomLine(chance: Chance, kind: DealKind, things: string, sign: bigint): DealLine {
  const quantity = chance.is(0.75)
    ? fixed(String(chance.whole(1, chance.is(0.2) ? 400 : 12)))
    : fixed(`${chance.whole(0, 40)}.${chance.whole(1, 9)}`);
  const price = chance.is(0.85) ? cents(chance.whole(50, 60_000)) : fixed(`${chance.whole(0, 3)}.${chance.digits(4)}`);
  const discount = chance.is(0.15) ? fixed(chance.word("5|10|15|20|33.33|50")) : null;
  const plain = multiply(quantity, price);
  const amount = roundCents(discount === null ? plain : plain - percentOf(plain, discount));
  const described = chance.word(things);
  if (absolute(amount) < cents(60)) return randomLine(chance, kind, things, sign);
  return {
    description: chance.is(0.3) ? `${described} ${chance.word("modelo|ref.|tipo")} ${chance.whole(10, 990)}` : described,
    quantity: quantity * sign,
    price,
    discount,
    amount: amount * sign,
    rate: fixed(chance.one(kind.rates)),
  };
}

type How = { readonly kind: DealKind; readonly share: Fixed | null; readonly byLine: boolean };

function taxOf(rate: Fixed, lines: readonly DealLine[], { kind, share, byLine }: How): DealTax {
  const printed = sum(lines.map((line) => line.amount));
  const after = share === null ? printed : roundCents(printed - percentOf(printed, share));
  const base = kind.pricesWithTax ? roundCents(divide(multiply(after, fixed("100")), fixed("100") + rate)) : after;
  const exact = byLine ? sum(lines.map((line) => roundCents(percentOf(line.amount, rate)))) : roundCents(percentOf(base, rate));
  const extra = kind.surcharge ? surcharges[String(rate / fixed("1"))] : undefined;
  return {
    rate,
    base,
    amount: kind.pricesWithTax ? after - base : exact,
    surcharge: extra === undefined ? null : { rate: fixed(extra), amount: roundCents(percentOf(base, fixed(extra))) },
  };
}
