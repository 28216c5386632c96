import type { Decimal } from "decimal.js";
import { exact, zero } from "../numbers";
import type { Call } from "../handler";
import { addMovement } from "../resources/bank-movements";
import { newService, paymentMethods, priceLists, salesChannels, services } from "../resources/catalogue";
import { contacts } from "../resources/contacts";
import { bookDocument } from "../resources/document-booking";
import { documentFrom } from "../resources/documents";
import { approveDocument } from "../resources/documents-approve";
import { putNew } from "../resources/documents-handlers";
import { invoices, kindOf, moneyOf, purchases } from "../resources/documents-kinds";
import type { HoldedDocument, ItemInput } from "../resources/documents-model";
import { links } from "../resources/links";
import { firstSeries, newSeries, numberingSeries } from "../resources/numbering-series";
import { bookPayment, payDocument, payments } from "../resources/payments-model";
import { emptyProduct } from "../resources/products";
import { products, stocks } from "../resources/products-model";
import { bankMovements, treasuryAccounts } from "../resources/treasury-model";
import { newWarehouse, warehouses } from "../resources/warehouses";
import type { SeedMovement, SeedSale, SeedSaleItem, TradeSeed } from "./seed-trade";

/** Books the purchases and payments that the sample company begins with. */
export function bookSown(call: Call): void {
  for (const purchase of call.write.in(purchases).all()) if (!purchase.draft) bookDocument(call, purchase);
  for (const payment of call.write.in(payments).all()) bookPayment(call, payment);
}

/** Puts series, catalogue, sales and bank movements into a new account. */
export function sowTrade(call: Call, seed: TradeSeed): void {
  sowSettings(call, seed);
  sowCatalogue(call, seed);
  // Numbers are given in order of the dates.
  const numbers = new Map((seed.sales ?? []).map((sale) => [sale.key ?? "", sowSale(call, sale)]));
  sowMovements(call, seed.movements ?? [], numbers);
  sowAssortment(call, seed);
}

function sowSettings({ write }: Call, seed: TradeSeed): void {
  for (const [type, name, format] of firstSeries) write.put(numberingSeries, newSeries(write.newId(), type, name, format));
  for (const [index, name] of (seed.warehouses ?? ["Principal"]).entries()) {
    write.put(warehouses, { ...newWarehouse(write.newId(), name), default: index === 0 });
  }
  for (const [name, dueDays] of seed.paymentMethods ?? []) {
    write.put(paymentMethods, { id: write.newId(), name, dueDays, bankingAccountId: null, provider: null });
  }
  for (const [name, account_num] of seed.salesChannels ?? [])
    write.put(salesChannels, { id: write.newId(), name, account_num, color: null });
  for (const [name, description] of seed.priceLists ?? []) write.put(priceLists, { id: write.newId(), name, description });
}

function sowCatalogue({ write }: Call, seed: TradeSeed): void {
  const home = write.in(warehouses).all()[0];
  const lists = write.in(priceLists).all();
  for (const [sku, name, price, cost, units, tax] of seed.products ?? []) {
    const id = write.newId();
    const rates = ratesOf(seed, lists, { price, tax });
    write.put(products, { ...emptyProduct(id, "simple"), sku, name, price, cost, taxes: [tax], has_stock: true, stock: units, rates });
    if (home) write.put(stocks, { id: write.newId(), product_id: id, variant_id: null, warehouse_id: home.id, units });
  }
  for (const [code, name, price, cost, duration] of seed.services ?? []) {
    write.put(services, { ...newService(write.newId()), code, name, price, cost, tax: "21", taxes: ["s_iva_21"], duration });
  }
}

/** After all that was there before it, so that nobody's id moves. */
function sowAssortment({ write }: Call, seed: TradeSeed): void {
  const home = write.in(warehouses).all()[0];
  const lists = write.in(priceLists).all();
  for (const { tax, category, ...goods } of seed.assortment ?? []) {
    const id = write.newId();
    const rates = ratesOf(seed, lists, { price: goods.price, tax });
    write.put(products, { ...emptyProduct(id, "simple"), ...goods, taxes: [tax], tags: [category], has_stock: true, rates });
    if (home) write.put(stocks, { id: write.newId(), product_id: id, variant_id: null, warehouse_id: home.id, units: goods.stock });
  }
}

type Named = { readonly id: string; readonly name: string };

/** What each price list asks for it. */
function ratesOf(seed: TradeSeed, lists: readonly Named[], { price, tax }: { readonly price: string; readonly tax: string }) {
  return (seed.priceLists ?? []).flatMap(([listName, , off]) => {
    const list = lists.find((one) => one.name === listName);
    const subtotal = exact(price)
      .times(100 - off)
      .dividedBy(100)
      .toFixed();
    return list ? [{ id: list.id, subtotal, taxes: [tax] }] : [];
  });
}

/** Answers the number that it was given. */
function sowSale(call: Call, sale: SeedSale): string {
  const kind = kindOf(sale.type);
  const contact = call.write
    .in(contacts)
    .all()
    .find((one) => one.name === sale.contact);
  const then: Call = { ...call, now: new Date(`${sale.date}T10:15:00Z`) };
  const draft = putNew(
    then,
    kind,
    documentFrom(then, call.write.newId(), sale.type, {
      contact_id: contact?.id ?? "",
      date: sale.date,
      due_date: sale.due_date,
      discount: sale.discount ?? 0,
      items: sale.items.map((item) => itemOf(call, item)),
    }),
  );
  if (sale.state === "accepted" || sale.state === "rejected") {
    const accepted = sale.state === "accepted";
    const at = then.now.toISOString();
    const reply = { accepted, name: sale.contact, comment: null, at };
    call.write.put(kind.collection, { ...draft, reply, approved_at: accepted ? at.slice(0, 19) : null });
  } else if (sale.state === undefined && kind.can.includes("approve")) approveDocument(then, draft);
  return call.write.in(kind.collection).get(draft.id)?.number ?? "";
}

function itemOf(call: Call, item: SeedSaleItem): ItemInput {
  if ("title" in item) return { type: "title", name: item.title, units: 0, price: 0, taxes: [] };
  if ("name" in item) return { type: "service", taxes: ["s_iva_21"], ...item };
  const { sku, ...rest } = item;
  const product = call.write.in(products).by("sku", sku)[0];
  const service = call.write
    .in(services)
    .all()
    .find((one) => one.code === sku);
  if (product) {
    const { name, price, taxes } = product;
    return { type: "product", product_id: product.id, sku, name, price: Number(price), taxes, ...rest };
  }
  if (!service) throw new Error(`the seed knows no ${sku}`);
  return { type: "service", service_id: service.id, name: service.name, price: Number(service.price), taxes: service.taxes, ...rest };
}

/** The statement ends with the balance that the account was given. */
function sowMovements(call: Call, seed: readonly SeedMovement[], numbers: ReadonlyMap<string, string>): void {
  const bank = call.write
    .in(treasuryAccounts)
    .all()
    .find((one) => one.type === "bank");
  if (!bank) return;
  const rows = seed.map((one) => {
    const documents = "of" in one ? [one.of].flat().map((name) => documentNumbered(call, numbers.get(name) ?? name)) : [];
    return { ...one, documents, sum: "amount" in one ? exact(one.amount) : sumOf(documents).minus("less" in one ? (one.less ?? 0) : 0) };
  });
  let balance = rows.reduce((rest, { sum }) => rest.minus(sum), exact(bank.balance));
  for (const { date, text, documents, sum, ...row } of rows) {
    balance = balance.plus(sum);
    const movement = addMovement(call.write, bank.id, {
      amount: sum.toFixed(2),
      description: text.replace(/\{([^}]+)\}/g, (_, key: string) => numbers.get(key) ?? key),
      booking_date: date,
      value_date: date,
      balance: balance.toFixed(2),
      origin: "bank",
    });
    const [document] = documents;
    if (document && "settled" in row && row.settled) settle(call, bank.id, movement.id, document, date);
  }
}

/** What paying them moves: money in for sales, out for purchases. */
function sumOf(documents: readonly HoldedDocument[]): Decimal {
  return documents.reduce((sum, one) => sum.plus(exact(one.total).times(moneyOf[one.type] ?? 1)), zero);
}

/** As if a person had reconciled them. */
function settle(call: Call, bankId: string, movementId: string, document: HoldedDocument, date: string): void {
  const movement = call.write.in(bankMovements).get(movementId);
  if (!movement) return;
  const known = call.write.in(payments).by("document_id", document.id)[0];
  const paid = { amount: exact(document.total), date, bankAccountId: bankId, description: movement.description };
  const payment = known ?? payDocument(call, document, paid);
  call.write.put(links, {
    id: call.write.newId(),
    movement_id: movementId,
    payment_id: payment.id,
    document_id: document.id,
    document_type: document.type,
    amount: movement.amount,
  });
  call.write.put(bankMovements, { ...movement, status: "reconciled", reconciled_amount: movement.amount });
}

function documentNumbered(call: Call, number: string): HoldedDocument {
  const found = [purchases, invoices].flatMap((kind) => call.write.in(kind).by("number", number))[0];
  if (!found) throw new Error(`the seed knows no document ${number}`);
  return found;
}
