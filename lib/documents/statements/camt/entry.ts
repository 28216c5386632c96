import { fromCents } from "@/lib/kernel/money";
import { nodeAt, nodesAt, textAt, type XmlNode } from "@/lib/kernel/xml-tree";
import { BadLine } from "@/lib/documents/statements/bad-line";
import { sidesOf } from "@/lib/documents/statements/camt/parties";
import { dayAt, directionAt, isTrue, moneyAt, type Money } from "@/lib/documents/statements/camt/values";
import { bareMovement, type StatementMovement, type StatementPart, type StatementWarning } from "@/lib/documents/statements/model";
import { collapse, distinct, orNull } from "@/lib/documents/statements/text";

type Around = { readonly line: number; readonly ownIban: string | null; readonly currency: string; readonly day: string | null };
type ReadEntry = { readonly movement: StatementMovement; readonly warnings: readonly StatementWarning[] };

/** One booking. A batch stays one movement, its payments are parts of it. Throws `BadLine`. */
export function readEntry(entry: XmlNode, around: Around): ReadEntry {
  const { line } = around;
  const money = moneyAt(entry, "Amt", line);
  const sign = directionAt(entry, line);
  if (money === null) throw new BadLine(line, "amount");
  if (sign === null) throw new BadLine(line, "sign");
  if (money.currency !== around.currency) throw new BadLine(line, "currency");
  const bookingDate = dayAt(entry, "BookgDt", line) ?? dayAt(entry, "ValDt", line) ?? around.day;
  if (bookingDate === null) throw new BadLine(line, "date");
  const details = nodesAt(entry, "NtryDtls/TxDtls");
  const cents = sign * money.cents;
  const isReversal = isTrue(textAt(entry, "RvslInd"));
  const read = details.map((detail) =>
    readDetail(detail, { ...around, isIn: sign > 0n, isReversal, only: details.length === 1 ? money : null }),
  );
  const [single] = read.length === 1 ? read : [];
  const added = collapse(textAt(entry, "AddtlNtryInf") ?? "");
  const size = Number(textAt(entry, "NtryDtls/Btch/NbOfTxs") ?? Number.NaN);
  const inside = read.length > 1 ? distinct(read.map(({ text }) => text)) : [];
  const movement: StatementMovement = {
    ...bareMovement,
    line,
    lastLine: line,
    bookingDate,
    valueDate: dayAt(entry, "ValDt", line) ?? bookingDate,
    cents,
    currency: money.currency,
    balanceCents: null,
    text: textOf(added, single, textAt(entry, "NtryDtls/Btch/PmtInfId")),
    printed: inside,
    counterparty: single?.counterparty ?? bareMovement.counterparty,
    ultimateParty: single?.ultimateParty ?? null,
    references: distinct([...(single?.references ?? []), textAt(entry, "NtryDtls/Btch/PmtInfId"), textAt(entry, "NtryDtls/Btch/MsgId")]),
    bankReference: textAt(entry, "AcctSvcrRef") ?? single?.bankReference ?? null,
    documentNo: single?.documentNo ?? null,
    mandate: single?.mandate ?? null,
    creditorId: single?.creditorId ?? null,
    transactionCode: codeOf(entry),
    purpose: single?.purpose ?? null,
    original: originalOf(entry, money, line) ?? single?.original ?? null,
    charges: chargesOf(entry, line) ?? single?.charges ?? null,
    isReversal: isReversal || read.some(({ returnReason }) => returnReason !== null),
    returnReason: read.find(({ returnReason }) => returnReason !== null)?.returnReason ?? null,
    batchSize: Number.isSafeInteger(size) && size > 1 ? size : read.length > 1 ? read.length : null,
    parts:
      read.length > 1
        ? read.map(({ cents: part, counterparty, text, references }) => ({ cents: part, counterparty, text, references }))
        : [],
  };
  return { movement, warnings: partWarnings(movement, chargesOf(entry, line)) };
}

type Detail = StatementPart &
  Pick<
    StatementMovement,
    "ultimateParty" | "bankReference" | "documentNo" | "mandate" | "creditorId" | "purpose" | "original" | "charges" | "returnReason"
  >;

type DetailAround = Around & { readonly isIn: boolean; readonly isReversal: boolean; readonly only: Money | null };

function readDetail(detail: XmlNode, { line, isIn, isReversal, ownIban, only, currency }: DetailAround): Detail {
  const returnReason = textAt(detail, "RtrInf/Rsn/Cd|Prtry");
  const direction = directionAt(detail, line) ?? (isIn ? 1n : -1n);
  const own = moneyAt(detail, "Amt", line) ?? moneyAt(detail, "AmtDtls/TxAmt/Amt", line) ?? only;
  const sides = sidesOf(detail, isIn, { isReturned: isReversal || returnReason !== null || nodeAt(detail, "RtrInf") !== null, ownIban });
  const remittance = nodesAt(detail, "RmtInf/Ustrd").map(({ text }) => collapse(text));
  const strd = nodesAt(detail, "RmtInf/Strd");
  const structured = strd.flatMap((one) => [
    ...nodesAt(one, "RfrdDocInf/Nb").map(({ text }) => text),
    ...nodesAt(one, "CdtrRefInf/Ref").map(({ text }) => text),
  ]);
  const endToEnd = textAt(detail, "Refs/EndToEndId");
  const references = distinct([...structured, endToEnd, textAt(detail, "Refs/PmtInfId"), textAt(detail, "Refs/TxId")]);
  const [payer] = distinct([endToEnd]);
  const more = nodesAt(detail, "RmtInf/Strd/AddtlRmtInf").map(({ text }) => collapse(text));
  const words = [...remittance, ...more, collapse(textAt(detail, "AddtlTxInf") ?? "")].filter((text) => text !== "");
  const said = words.join(" ");
  return {
    cents: own !== null && own.currency === currency ? direction * own.cents : null,
    ...sides,
    text: collapse(
      [sides.counterparty.name ?? "", sides.ultimateParty ?? "", said, ...missingIn(said, [...structured, payer ?? ""])].join(" "),
    ),
    references,
    bankReference: textAt(detail, "Refs/AcctSvcrRef"),
    documentNo: textAt(detail, "Refs/ChqNb"),
    mandate: textAt(detail, "Refs/MndtId"),
    purpose: textAt(detail, "Purp/Cd|Prtry"),
    original: own === null ? null : originalOf(detail, own, line),
    charges: chargesOf(detail, line),
    returnReason,
  };
}

/** References that the free text does not print already. */
const missingIn = (said: string, references: readonly string[]): readonly string[] =>
  distinct(references).filter((reference) => !said.toUpperCase().includes(reference.toUpperCase()));

function textOf(added: string, single: Detail | undefined, batch: string | null): string {
  const inside = single?.text ?? batch ?? "";
  const isSaid = added !== "" && inside.toUpperCase().includes(added.toUpperCase());
  return collapse(isSaid ? inside : `${added} ${inside}`);
}

function codeOf(entry: XmlNode): string | null {
  const domain = [textAt(entry, "BkTxCd/Domn/Cd"), textAt(entry, "BkTxCd/Domn/Fmly/Cd"), textAt(entry, "BkTxCd/Domn/Fmly/SubFmlyCd")];
  const known = domain.filter((one) => one !== null).join("/");
  return orNull(known) ?? textAt(entry, "BkTxCd/Prtry/Cd");
}

/** What was instructed, where it is another currency than the booking's. */
function originalOf(node: XmlNode, booked: Money, line: number): Money | null {
  const paths = ["AmtDtls/InstdAmt/Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt"];
  const found = paths.map((path) => moneyAt(node, path, line)).find((one) => one !== null && one.currency !== booked.currency);
  return found ? { currency: found.currency, cents: found.cents } : null;
}

/** 001.02 puts amount and charge flag into `Chrgs` itself, later versions into its records. */
function chargesOf(node: XmlNode, line: number): StatementMovement["charges"] {
  const records = [...nodesAt(node, "Chrgs/Rcrd"), ...nodesAt(node, "Chrgs").filter((one) => nodeAt(one, "Amt") !== null)];
  const kept = records.filter((one) => directionAt(one, line) !== 1n);
  const amounts = kept.map((one) => moneyAt(one, "Amt", line)?.cents ?? 0n);
  const total = amounts.reduce((sum, one) => sum + one, 0n);
  if (total === 0n) return null;
  return { cents: total, isIncluded: kept.some((one) => isTrue(textAt(one, "ChrgInclInd"))) };
}

/** The payments of a batch must add up to its booking, before or after what the bank kept. */
function partWarnings(movement: StatementMovement, charges: StatementMovement["charges"]): readonly StatementWarning[] {
  const { parts, cents, line, batchSize } = movement;
  if (parts.length === 0 || parts.some((part) => part.cents === null) || (batchSize ?? 0) > parts.length) return [];
  const sum = parts.reduce((total, part) => total + (part.cents ?? 0n), 0n);
  const kept = charges?.cents ?? 0n;
  return [cents, cents + kept, cents - kept].includes(sum)
    ? []
    : [{ code: "parts_differ", line, expected: fromCents(cents), got: fromCents(sum) }];
}
