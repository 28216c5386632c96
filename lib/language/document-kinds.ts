import { foldWords } from "@/lib/language/fold";

export type PaperKind =
  | "invoice"
  | "credit_note"
  | "receipt"
  | "delivery_note"
  | "order"
  | "proforma"
  | "quote"
  | "bank_receipt"
  | "statement"
  | "reminder"
  | "payslip";

/** How papers call themselves in nine languages, as compared (no accents, no case). */
const titles: Readonly<Record<PaperKind, string>> = {
  invoice:
    "factura|factura completa|tu factura|su factura|datos de la factura|factura electronica|factura de venta|faktura|invoice|tax invoice|vat invoice|commercial invoice|facture|rechnung|fattura|parcella|fatura|fatura recibo|factuur|fra|factura ordinaria|factura de electricidad|factura de alquiler|factura certificacion|minuta|minuta de honorarios",
  credit_note:
    "factura rectificativa|factura de abono|nota de abono|abono|factura abono|nota de credito|factura de credito|nota de cargo negativa|factura rectificativa por diferencias|abonament|nota d abonament|aboamento|faktura zuzentzailea|abonua|credit note|credit memo|credit invoice|avoir|facture d avoir|note de credit|gutschrift|rechnungskorrektur|stornorechnung|nota di credito|creditnota",
  receipt:
    "factura simplificada|fra simplificada|fra simplif|ticket|tique|tiquet|ticket de compra|faktura sinplifikatua|receipt|sales receipt|cash receipt|recu|ticket de caisse|quittung|kassenbon|beleg|scontrino|ricevuta|talao|fatura simplificada",
  delivery_note:
    "albaran|albaran de entrega|nota de entrega|albaran valorado|albara|albara de lliurament|delivery note|packing list|packing slip|bon de livraison|bordereau de livraison|lieferschein|documento di trasporto|ddt|guia de remessa|guia de transporte|carta de porte|parte de trabajo|nota de lliurament|nota de entregue|entrega albarana|albarana|despatch note|dispatch note|pakbon",
  order:
    "pedido|pedido de compra|orden de compra|hoja de pedido|nota de pedido|confirmacion de pedido|confirmacion pedido|orden de pedido|comanda|comanda de compra|full de comanda|eskaera|erosketa eskaera|purchase order|order confirmation|sales order|bon de commande|commande|confirmation de commande|bestellung|auftragsbestatigung|ordine|ordine di acquisto|conferma d ordine|encomenda|nota de encomenda|inkooporder|orderbevestiging",
  proforma:
    "proforma|factura proforma|factura pro forma|pro forma|proforma invoice|pro forma invoice|facture proforma|facture pro forma|proformarechnung|proforma rechnung|fattura proforma|fattura pro forma|fatura proforma|fatura pro forma|proforma faktura|pro forma factuur",
  quote:
    "presupuesto|oferta|oferta economica|oferta comercial|cotizacion|valoracion|pressupost|orzamento|aurrekontua|eskaintza|quote|quotation|estimate|offer|sales quote|price quote|devis|offre|offre de prix|angebot|kostenvoranschlag|preventivo|offerta|orcamento|proposta|cotacao|offerte",
  bank_receipt:
    "recibo|recibo bancario|recibo domiciliado|adeudo|adeudo directo|adeudo por domiciliacion|adeudo directo sepa|aviso de adeudo|aviso de cargo|aviso de vencimiento|cargo en cuenta|justificante de pago|justificante de transferencia|justificante de operacion|comprobante de pago|orden de transferencia|transferencia emitida|resguardo de transferencia|notificacion de adeudo|rebut|rebut bancari|rebut domiciliat|justificant de pagament|payment receipt|payment advice|remittance advice|remittance|payment confirmation|avis de prelevement|avis de virement|ordre de virement|lastschriftanzeige|zahlungsavis|zahlungsbestatigung|avviso di pagamento|contabile bancaria|aviso de debito|comprovativo de transferencia|nota de cargo bancario|liquidacion de remesa|ordainagiria",
  statement:
    "extracto|extracto de cuenta|extracto de cliente|extracto de movimientos|extracto bancario|extracto cuenta|extracto de facturas|estado de cuenta|estado de cuentas|mayor de cuenta|resumen de cuenta|relacion de facturas|extracte|extracte de compte|kontu laburpena|statement|statement of account|account statement|customer statement|releve|releve de compte|releve de factures|kontoauszug|estratto conto|extrato|extrato de conta|conta corrente|rekeningoverzicht",
  reminder:
    "recordatorio|recordatorio de pago|aviso de pago|aviso de impago|reclamacion|reclamacion de pago|reclamacion de saldo|reclamacion de saldo vencido|reclamacion de deuda|requerimiento de pago|segundo aviso|ultimo aviso|carta de pago|facturas pendientes|factura pendiente de pago|recordatori|recordatori de pagament|reclamacio|reclamacio de pagament|lembrete|lembrete de pagamento|gogorarazpena|reminder|payment reminder|overdue notice|dunning|final notice|past due|collection notice|rappel|relance|lettre de relance|mise en demeure|mahnung|zahlungserinnerung|sollecito|sollecito di pagamento|aviso de cobranca|betalingsherinnering|aanmaning|impagados",
  payslip:
    "nomina|recibo de salarios|recibo de salario|recibo individual de salarios|recibo individual justificativo del pago de salarios|recibo individual justificativo|hoja de salario|hoja de nomina|full de salari|rebut de salaris|soldata orria|nominaren agiria|payslip|pay slip|payroll|bulletin de paie|bulletin de salaire|fiche de paie|lohnabrechnung|gehaltsabrechnung|entgeltabrechnung|busta paga|cedolino|recibo de vencimento|loonstrook",
};

type Title = { readonly words: readonly string[]; readonly kind: PaperKind };
const all: readonly Title[] = (Object.entries(titles) as [PaperKind, string][])
  .flatMap(([kind, phrases]) => phrases.split("|").map((phrase) => ({ words: phrase.split(" "), kind })))
  .sort((a, b) => b.words.length - a.words.length);

/** The longest first, as in the whole list. */
const byFirstWord = new Map<string, Title[]>();
for (const title of all) byFirstWord.set(title.words[0] ?? "", [...(byFirstWord.get(title.words[0] ?? "") ?? []), title]);

export type FoundTitle = {
  readonly kind: PaperKind;
  /** Folded words before and after the title in its phrase. */ readonly before: number;
  readonly after: readonly string[];
  readonly words: number;
};

/** The first paper title in a phrase, the longest at its place; null when there is none. */
export function findTitle(text: string): FoundTitle | null {
  const words = foldWords(text);
  for (let at = 0; at < words.length; at++) {
    const title = byFirstWord.get(words[at] ?? "")?.find((t) => t.words.every((word, i) => words[at + i] === word));
    if (title) return { kind: title.kind, before: at, after: words.slice(at + title.words.length), words: title.words.length };
  }
  return null;
}

/** Words that only stand on one kind of paper, wherever they stand. */
const tellTales: readonly { readonly kind: PaperKind; readonly phrases: readonly string[] }[] = [
  {
    kind: "payslip",
    phrases: [
      "total devengado",
      "total devengos",
      "liquido total a percibir",
      "contingencias comunes",
      "base de cotizacion",
      "bases de cotizacion",
      "grupo cotizacion",
      "total a deducir",
      "total meritat",
      "aportacion del trabajador",
    ],
  },
  {
    kind: "proforma",
    phrases: [
      "documento sin validez fiscal",
      "sin validez fiscal",
      "no valido como factura",
      "se emitira factura",
      "no es una factura",
      "not a tax invoice",
      "this is not an invoice",
      "document no valid com a factura",
    ],
  },
  {
    kind: "quote",
    phrases: [
      "validez de la oferta",
      "oferta valida",
      "presupuesto valido",
      "validez del presupuesto",
      "aceptacion del presupuesto",
      "conforme cliente",
      "valid until",
      "validite de l offre",
      "angebot gultig",
      "validesa de l oferta",
      "validez 30 dias",
      "aceptado por el cliente",
    ],
  },
  {
    kind: "delivery_note",
    phrases: [
      "recibi conforme",
      "recibido conforme",
      "conforme recepcion",
      "firma y sello del cliente",
      "no albaran",
      "f albaran",
      "fecha albaran",
    ],
  },
  {
    kind: "order",
    phrases: [
      "rogamos confirmen",
      "indiquen nuestro no de pedido",
      "rogamos nos sirvan",
      "sirvanse enviarnos",
      "plazo de entrega solicitado",
      "fecha pedido",
      "please confirm",
      "please supply",
    ],
  },
  { kind: "statement", phrases: ["saldo anterior", "debe haber saldo", "rogamos conformidad", "saldo a su favor", "saldo deudor"] },
  {
    kind: "reminder",
    phrases: [
      "siguen pendientes",
      "sigue pendiente",
      "pendiente de pago la",
      "rogamos realicen el pago",
      "si ya lo han efectuado",
      "si ya ha realizado el pago",
      "saldo vencido",
      "no hemos recibido",
      "a la mayor brevedad",
      "have not received",
      "still outstanding",
      "overdue",
      "intereses de demora",
      "disculpen las molestias",
      "reclamarles",
      "facturas vencidas",
    ],
  },
  {
    kind: "bank_receipt",
    phrases: [
      "entidad emisora",
      "ordenante",
      "beneficiario",
      "fecha valor",
      "fecha de valor",
      "cuenta de cargo",
      "referencia adeudo",
      "referencia del adeudo",
      "mandato",
      "acreedor",
      "identificacion del acreedor",
      "titular de la domiciliacion",
      "hemos adeudado",
      "hemos cargado",
      "titular cuenta de cargo",
      "concepto del recibo",
      "por orden de",
    ],
  },
];

/** Number of different tell-tale phrases of each kind on the page. */
export function countTellTales(text: string): ReadonlyMap<PaperKind, number> {
  const folded = ` ${foldWords(text).join(" ")} `;
  return new Map(tellTales.map(({ kind, phrases }) => [kind, phrases.filter((phrase) => folded.includes(` ${phrase} `)).length]));
}
