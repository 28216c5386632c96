import { Core } from "@/lib/holded/sandbox/core";
import { bankMovements, treasuryAccounts } from "@/lib/holded/sandbox/resources/treasury-model";
import { contacts } from "@/lib/holded/sandbox/resources/contacts";
import { kindOf } from "@/lib/holded/sandbox/resources/documents-kinds";
import type { HoldedDocument, Line } from "@/lib/holded/sandbox/resources/documents-model";
import { emptyProduct } from "@/lib/holded/sandbox/resources/products";
import { products } from "@/lib/holded/sandbox/resources/products-model";
import { demoAccounts } from "@/lib/holded/sandbox/seed/demo-accounts";
import { startSandbox, type Sandbox } from "@/lib/holded/sandbox/start-sandbox";

/** The local Holded with the sample shop grown to so many documents and products, without windows. */
export async function sowLargeAccount(documents: number, goods: number): Promise<Sandbox> {
  const sandbox = await startSandbox({
    seed: demoAccounts.slice(0, 1),
    switches: { plan: "premium", windows: { minute: null, month: null } },
  });
  if (!(sandbox.control instanceof Core)) throw new Error("the local Holded of this process is not at hand");
  const { store } = sandbox.control.account("ferreteria-aldaba");
  const share = (part: number) => Math.round(documents * part);
  const bank = store.in(treasuryAccounts).all()[0]?.id ?? "";
  const [movement] = store.in(bankMovements).all();
  const [contact] = store.in(contacts).all();
  if (!movement || !contact) throw new Error("the sample shop has no movement or no contact");
  store.transact((write) => {
    const people = times(4_000, (i) => {
      const id = write.newId();
      const mail = `compras@cliente-${i}.example`;
      write.put(contacts, { ...contact, id, name: `Cliente ${word(i)} ${i} SL`, code: `B${String(10_000_000 + i)}`, email: mail });
      return id;
    });
    const put = (type: HoldedDocument["type"], many: number) =>
      times(many, (i) => {
        const owner = people[(i * 31) % people.length] ?? "";
        write.put(kindOf(type).collection, { ...document(type, i, owner), id: write.newId() });
      });
    put("invoice", share(0.5));
    put("purchase", share(0.4));
    put("estimate", share(0.06));
    put("creditnote", share(0.04));
    times(12_000, (i) => {
      const amount = `-${cents(i)}`;
      const isOpen = i % 40 === 0;
      const status = isOpen ? "pending" : "reconciled";
      const days = { value_date: day(i), booking_date: day(i) };
      write.put(bankMovements, {
        ...movement,
        ...days,
        id: write.newId(),
        banking_account_id: bank,
        amount,
        status,
        reconciled_amount: isOpen ? "0.00" : amount,
      });
    });
    times(goods, (i) => {
      const codes = { sku: `REF-${i}`, barcode: String(8_400_000_000_000 + i) };
      write.put(products, {
        ...emptyProduct(write.newId(), "simple"),
        ...codes,
        name: `${word(i)} ${word(i * 7)} ${i} mm`,
        price: cents(i),
      });
    });
  });
  return sandbox;
}

function document(type: HoldedDocument["type"], index: number, contactId: string): HoldedDocument {
  const subtotal = cents(index);
  return {
    id: "",
    type,
    number: `${type.slice(0, 1).toUpperCase()}-${index}`,
    wantedNumber: null,
    number_line_id: null,
    contact_id: contactId,
    contact_name: "Cliente de muestra",
    description: null,
    date: day(index),
    due_date: day(index),
    notes: null,
    body: null,
    language: "es",
    currency: "EUR",
    currency_change: "1.0",
    lines: [line(index, subtotal)],
    tags: [],
    custom_fields: [],
    warehouse_id: null,
    payment_method_id: null,
    discountPercent: "0",
    project_id: null,
    design_id: null,
    sales_channel_id: null,
    from: null,
    draft: false,
    approved_at: `${day(index)}T10:00:00`,
    cancelled: false,
    reply: null,
    verifactu_sent_at: null,
    // One in twenty-five is still to be paid.
    paid: index % 25 === 0 ? "0.00" : subtotal,
    subtotal,
    discount: "0.00",
    tax: "0.00",
    total: subtotal,
  };
}

const line = (index: number, price: string): Line => ({
  type: "product",
  name: `${word(index)} ${index} mm`,
  description: "",
  units: "1",
  price,
  discount: "0",
  taxes: ["s_iva_0"],
  retention: "0",
  supplied: false,
  product_id: null,
  service_id: null,
  tags: [],
  sku: `REF-${index % 20_000}`,
  weight: "0",
  cost_price: "0",
  account: null,
  project_id: null,
  unit_type: null,
  tax: "0",
});

const words = "tornillo arandela broca taladro llave sierra pintura rodillo cable enchufe tubo codo grifo lija cola espuma".split(" ");
const word = (i: number): string => words[i % words.length] ?? "";
const cents = (i: number): string => `${1 + ((i * 7_919) % 90_000)}.${String((i * 37) % 100).padStart(2, "0")}`;
/** The last twelve months before the end of November 2026. */
const day = (i: number): string => new Date(Date.UTC(2026, 10, 22) - (i % 365) * 86_400_000).toISOString().slice(0, 10);

function times<T>(many: number, work: (index: number) => T): T[] {
  return Array.from({ length: many }, (_, index) => work(index));
}
