import { parseAmount, roundAmount } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";
import type { Layout, Row } from "../page/layout";

/** What a page says of sums that go from page to page; amounts as "121.00", null where none stands beside the words. */
export type Carries = {
  /** "Suma y sigue" at its end, "suma anterior" at its beginning. */
  readonly goesOn: boolean;
  readonly comesFrom: boolean;
  readonly onward: string | null;
  readonly brought: string | null;
};

const goingOn =
  /\b(?:suma y sigue|sumas y sigue|sigue en|continua en|pasa a la|a reportar|suma i segueix|segueix a|carried forward|continued on|continues on|ubertrag|zu ubertragen|da riportare|a riportare|a transportar)\b/;
const comingFrom =
  /\b(?:suma anterior|sumas anteriores|importe anterior|viene de|pagina anterior|suma i ve|ve de la|brought forward|continued from|vortrag|report de la page|riporto|transporte da pagina)\b/;

/** Only where they belong: one at the end of the page, the other before its middle. */
export function carriesOf({ pages, rows }: Layout): Carries {
  const height = pages[0]?.height ?? 0;
  const saying = (pattern: RegExp, from: number, to: number) =>
    rows.find(({ box, text }) => box[1] >= from * height && box[1] < to * height && pattern.test(foldText(text)));
  const [on, from] = [saying(goingOn, 0.4, 1), saying(comingFrom, 0, 0.6)];
  return { goesOn: on !== undefined, comesFrom: from !== undefined, onward: amountIn(on), brought: amountIn(from) };
}

function amountIn(row: Row | undefined): string | null {
  const printed = row?.text.match(/-?\d[\d.,' ]*[.,]\d{2}(?!\d)/gu)?.at(-1);
  const value = printed === undefined ? null : parseAmount(printed.replace(/\s/gu, ""))?.value;
  return value ? roundAmount(value) : null;
}
