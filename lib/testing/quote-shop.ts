import { saveCompanySettings } from "@/lib/platform/company-settings";
import { syncMirror } from "@/lib/holded/mirror";
import type { Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { connected } from "@/lib/testing/holded";

type Stored = Readonly<Record<string, unknown>> & { readonly id: string };

/** Something to sell: `[sku, name, price, cost, tax]`. */
export type ShopGoods = readonly [sku: string, name: string, price: string, cost: string, tax?: string];

const usual: readonly ShopGoods[] = [
  ["TOR-540", "Tornillo rosca madera 5×40, caja de 200", "10.4567", "6.35"],
  ["TAC-08", "Taco de nailon 8 mm, bolsa de 100", "5.3", "3.1"],
  ["SIL-NEU", "Silicona neutra transparente 280 ml", "4.65", "2.55"],
  ["SUS-50", "Sustrato universal 50 l", "6.82", "4.1", "s_iva_10"],
];

/** A shop with a small catalogue and two customers, in a company and an account of its own, its local copy read. */
export async function quoteShop(
  holded: Sandbox,
  {
    switches = {},
    goods = usual,
  }: { readonly switches?: NonNullable<Parameters<typeof connected>[1]>["switches"]; readonly goods?: readonly ShopGoods[] } = {},
) {
  const company = await connected(holded, { switches: { plan: "premium", ...switches } });
  const { account, token, scope } = company;
  await saveCompanySettings(scope, { kind: "system" }, { undoSeconds: 0 });
  const api = async (path: string, body: object | null, method = "POST"): Promise<string> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${holded.url}/api/v2${path}`, { method, headers, body: body && JSON.stringify(body) });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`);
    return said === "" ? "" : ((JSON.parse(said) as { id?: string } | null)?.id ?? "");
  };
  const product = ([sku, name, price, cost, tax = "s_iva_21"]: ShopGoods) =>
    api("/products", { kind: "simple", name, sku, price, cost, taxes: [tax], has_stock: true, for_sale: true, for_purchase: true });
  const products = new Map<string, string>();
  for (const one of goods) products.set(one[0], await product(one));
  const olmo = await api("/contacts", {
    name: "Reformas Olmo, S.L.",
    type: "client",
    is_person: false,
    email: "compras@olmo.example",
    code: "B47703525",
  });
  const tienda = await api("/contacts", {
    name: "Bazar La Estrella",
    type: "client",
    is_person: false,
    email: "bazar@estrella.example",
    defaults: { sales_tax: { "0": "s_iva_21", "1": "s_rec_52" }, discount: 10 },
  });
  const all = (resource: string) => holded.control.objects<Stored>(resource, account);
  const sync = async (): Promise<void> => {
    const read = await syncMirror(scope, { purpose: "person", readLagMs: 0 });
    if (!read.ok) throw new Error(read.error.code);
  };
  await sync();
  return { ...company, api, product, products, olmo, tienda, all, sync };
}
export type QuoteShop = Awaited<ReturnType<typeof quoteShop>>;
