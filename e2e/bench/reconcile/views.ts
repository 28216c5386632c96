import type { BenchLedger } from "./shared-bench";

type After = (line: string, isFirst: boolean) => string;

/** How a ledger reaches the matcher, after its truth was judged: nothing a careful reader could tell is taken away. */
export const views = { asPrinted, asHoldedShows };

/** The last touch of each bank: case, accents, language of months. */
function asPrinted(ledger: BenchLedger, afterOf: (bank: string) => After | undefined): BenchLedger {
  return {
    ...ledger,
    movements: ledger.movements.map((movement) => {
      const after = afterOf(movement.bank);
      if (!after) return movement;
      return {
        ...movement,
        concept: after(movement.concept, true),
        details: movement.details.flatMap((line) => after(line, false).split("\n")).filter(Boolean),
      };
    }),
  };
}

/**
 * The API of Holded gives a description, an amount and dates: no codes, no counterparty, no terminals, payouts or
 * remittances, no base and tax of a document beside its total, and never what a settled movement was linked with.
 */
function asHoldedShows(ledger: BenchLedger): BenchLedger {
  return {
    ...ledger,
    movements: ledger.movements.map((movement) => ({
      ...movement,
      bank: "",
      concept: [movement.concept, ...movement.details].join(" "),
      details: [],
      commonCode: "",
      ownCode: "",
      documentNo: "",
      counterpartyName: null,
      counterpartyIban: null,
      original: null,
      reconciledWith: null,
    })),
    documents: ledger.documents.map((document) => ({
      ...document,
      orderRef: null,
      base: null,
      vat: null,
      irpf: null,
      paymentMethod: null,
      recurring: false,
      remittanceId: null,
      terminalId: null,
      earlyPaymentDiscount: null,
    })),
    context: { ...ledger.context, terminals: [], remittances: [], pspPayouts: [], fxRates: {} },
  };
}
