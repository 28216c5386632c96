/** What a test wants a Norma 43 file to say; dates as yyyy-mm-dd, cents signed. */
export type WrittenMovement = {
  readonly bookingDate: string;
  readonly valueDate?: string;
  readonly cents: bigint;
  readonly commonCode?: string;
  readonly ownCode?: string;
  readonly documentNo?: string;
  readonly reference1?: string;
  readonly reference2?: string;
  /** Each becomes a record 23; 76 characters at most. */
  readonly concepts?: readonly string[];
  readonly original?: { readonly currency: string; readonly cents: bigint };
};

export type WrittenAccount = {
  readonly bank?: string;
  readonly branch?: string;
  readonly account?: string;
  /** ISO number: "978". */
  readonly currency?: string;
  readonly holder?: string;
  readonly from: string;
  readonly to: string;
  readonly opening: bigint;
  readonly movements: readonly WrittenMovement[];
};

/** A file as a bank would write it, counted and summed by itself; records of eighty characters. */
export function writeN43(accounts: readonly WrittenAccount[], end = "\r\n"): string {
  const records = accounts.flatMap(accountRecords);
  const last = `88${"9".repeat(18)}${number(BigInt(records.length), 6)}`;
  return [...records, last].map((record) => record.padEnd(80) + end).join("");
}

function accountRecords(account: WrittenAccount): readonly string[] {
  const { bank = "2100", branch = "0418", account: own = "0200051332", currency = "978", holder = "EMPRESA DE PRUEBA SL" } = account;
  const head = bank + branch + own;
  const out = account.movements.filter(({ cents }) => cents < 0n);
  const into = account.movements.filter(({ cents }) => cents >= 0n);
  const sum = (all: readonly WrittenMovement[]) => all.reduce((total, { cents }) => total + size(cents), 0n);
  const closing = account.movements.reduce((balance, { cents }) => balance + cents, account.opening);
  return [
    `11${head}${day(account.from)}${day(account.to)}${money(account.opening)}${currency}3${holder.slice(0, 26).padEnd(26)}`,
    ...account.movements.flatMap(movementRecords),
    `33${head}${number(BigInt(out.length), 5)}${number(sum(out), 14)}${number(BigInt(into.length), 5)}${number(sum(into), 14)}${money(closing)}${currency}`,
  ];
}

function movementRecords(one: WrittenMovement): readonly string[] {
  const { commonCode = "04", ownCode = "007", documentNo = "0".repeat(10), reference1 = "0".repeat(12), reference2 = "" } = one;
  const concepts = (one.concepts ?? []).map((text, at) => `23${number(BigInt(at + 1), 2)}${text.slice(0, 76)}`);
  const dates = day(one.bookingDate) + day(one.valueDate ?? one.bookingDate);
  return [
    `22    9001${dates}${commonCode}${ownCode}${money(one.cents)}${documentNo}${reference1}${reference2.slice(0, 16)}`,
    ...concepts,
    ...(one.original ? [`2401${one.original.currency}${number(one.original.cents, 14)}`] : []),
  ];
}

const size = (cents: bigint): bigint => (cents < 0n ? -cents : cents);
const number = (value: bigint, width: number): string => value.toString().padStart(width, "0");
const money = (cents: bigint): string => (cents < 0n ? "1" : "2") + number(size(cents), 14);
const day = (date: string): string => date.slice(2).replaceAll("-", "");
