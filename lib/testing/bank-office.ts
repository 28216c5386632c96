import { randomUUID } from "node:crypto";
import { saveCompanySettings } from "@/lib/platform/company-settings";
import type { Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { connected } from "@/lib/testing/holded";

type Stored = Readonly<Record<string, unknown>> & { readonly id: string };

/** A company with a bank, a customer and a supplier, whose papers and movements each test makes over HTTP. */
export async function bankOffice(holded: Sandbox, switches: NonNullable<Parameters<typeof connected>[1]>["switches"] = {}) {
  const company = await connected(holded, { switches: { plan: "premium", ...switches } });
  const { account, token, scope } = company;
  await saveCompanySettings(scope, { kind: "system" }, { undoSeconds: 0 });
  const api = async (path: string, body: object | null): Promise<string> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${holded.url}/api/v2${path}`, { method: "POST", headers, body: body && JSON.stringify(body) });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${said}`);
    return said === "" ? "" : ((JSON.parse(said) as { id?: string } | null)?.id ?? "");
  };
  const contact = (name: string, type: "client" | "supplier") => api("/contacts", { name, type, is_person: false });
  const customer = await contact("Talleres Ibarra Hijos, S.L.", "client");
  const supplier = await contact("Ferretería Aldaba, S.A.", "supplier");
  const bank = await api("/treasury/accounts", { name: "Banco", type: "bank", currency: "EUR" });
  const one = (resource: string, id: string) => holded.control.objects<Stored>(resource, account).find((object) => object.id === id);
  const paper = async (kind: "invoices" | "purchases", net: number, more: object = {}) => {
    const items = [{ name: "Trabajo", units: 1, price: net, taxes: [kind === "invoices" ? "s_iva_21" : "p_iva_21"] }];
    const named = kind === "purchases" ? { number: `P-${randomUUID().slice(0, 6)}` } : {};
    const id = await api(`/${kind}`, {
      contact_id: kind === "invoices" ? customer : supplier,
      date: "2026-10-14",
      due_date: "2026-11-13",
      items,
      ...named,
      ...more,
    });
    await api(`/${kind}/${id}/approve`, null);
    return { id, number: String(one(kind, id)?.["number"]) };
  };
  const movement = (amount: string, description: string, date = "2026-11-13") =>
    holded.control.bankFeed(account, [{ value_date: date, description, amount }], bank)[0] ?? "";
  return { ...company, api, bank, customer, supplier, one, paper, movement };
}
export type BankOffice = Awaited<ReturnType<typeof bankOffice>>;
