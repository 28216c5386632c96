import { addDays, type PlainDate } from "@/lib/kernel/calendar";
import { formatIban } from "@/lib/kernel/iban";
import { fixed } from "@/lib/language/decimal";
import type { Pen } from "./paper-facts";

/** How it is paid, why there is no tax, what it corrects, and the small print. */
export function printFoot({ sheet, manner, facts, chance }: Pen, from: number): void {
  const { size } = manner;
  let y = from + 14;
  const line = (text: string) => {
    sheet.put(text, 42, y, { size });
    y += size + 4;
  };
  if (facts.exemption) line(facts.exemption);
  if (facts.deal.pricesWithTax) line(manner.term("included"));
  if (facts.corrects) line(`${manner.term("corrects")} ${facts.corrects}`);
  if (facts.iban)
    line(`${facts.isDebit ? manner.term("debit") : manner.term("transfer")} ${chance.is(0.5) ? formatIban(facts.iban) : facts.iban}`);
  if (chance.is(0.3)) line(manner.term("thanks"));
  if (chance.is(0.1)) line(`Capital social: ${manner.money(fixed(`${chance.whole(3, 60)}006`))}`);
  if (facts.dueDate && !facts.isDebit && chance.is(0.1))
    for (const days of [30, 60])
      line(`${manner.term("due")} ${manner.date(addDays(facts.issueDate as PlainDate, days))} ${manner.money(facts.deal.payable / 2n)}`);
  if (chance.is(0.25) && !facts.supplier.isPerson)
    sheet.put(
      `Inscrita en el Registro Mercantil, tomo ${chance.digits(4)}, folio ${chance.digits(2)}, hoja M-${chance.digits(5)}`,
      42,
      812,
      { size: 6 },
    );
}
