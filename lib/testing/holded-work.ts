import { randomUUID } from "node:crypto";
import type { PlanOf, PushKindName } from "@/lib/holded/push-plan";
import type { Sandbox } from "@/lib/holded/sandbox/start-sandbox";
import { plan as purchasePlan } from "@/lib/testing/holded";

type Stored = Readonly<Record<string, unknown>> & { readonly id: string };

/** A piece of approved work, and how many times it stands in the local Holded. */
export type Work<Kind extends PushKindName = PushKindName> = {
  readonly plan: PlanOf<Kind>;
  /** Once is right: none is lost, two is twice. */
  readonly times: (externalRef: string) => number;
};

export type Workplace = {
  /** Work of one kind that nobody else has. */
  readonly work: { readonly [Kind in PushKindName]: () => Promise<Work<Kind>> };
  readonly purchase: (amount?: number) => Promise<string>;
};

const short = () => randomUUID().slice(0, 8);
/** Whether the object carries our reference, in either place. */
const marks = (object: Stored, reference: string): boolean => {
  const tags = (object["tags"] ?? []) as readonly string[];
  const fields = (object["custom_fields"] ?? []) as readonly { readonly value: string }[];
  return tags.includes(reference) || fields.some(({ value }) => value === reference);
};

/** A company at work: contacts, purchases to pay, a bank, a funnel, a project. Everything is made over HTTP, as people would. */
export async function workplace(sandbox: () => Sandbox, account: string, token: string): Promise<Workplace> {
  const api = async (path: string, body: object | null, method = "POST"): Promise<string> => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${sandbox().url}/api/v2${path}`, { method, headers, body: body && JSON.stringify(body) });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`);
    return said === "" ? "" : ((JSON.parse(said) as { id?: string } | null)?.id ?? "");
  };
  const all = (resource: string) => sandbox().control.objects<Stored>(resource, account);
  const one = (resource: string, id: string) => all(resource).find((object) => object.id === id);

  const contactId = await api("/contacts", { name: `Cliente ${short()}`, type: "client", is_person: false, email: "hola@cliente.example" });
  const bank = await api("/treasury/accounts", { name: "Banco", type: "bank", currency: "EUR" });
  const stages = ["Nuevo", "Visita", "Oferta"].map((name) => ({ name, key: name.toLowerCase() }));
  const funnelId = await api("/funnels", { name: "Ventas", stages });
  const [first = "", second = ""] = (one("funnels", funnelId)?.["stages"] as { id: string }[]).map(({ id }) => id);
  const projectId = await api("/projects", { name: "Obra" });
  const taskId = await api("/tasks", { project_id: projectId, name: "Montaje" });
  const [{ id: userId } = { id: "" }] = all("users");
  const files = new FormData();
  files.append("document", new Blob([new Uint8Array(Buffer.from("%PDF-1.4 papel"))], { type: "application/pdf" }), "papel.pdf");

  const purchase = async (amount = 100): Promise<string> => {
    const id = await api("/purchases", {
      contact_id: contactId,
      number: `P-${short()}`,
      date: "2026-10-14",
      items: [{ name: "Material", units: 1, price: amount, taxes: ["p_iva_21"] }],
    });
    await api(`/purchases/${id}/approve`, null);
    return id;
  };
  const lead = (name = `Reforma ${short()}`) => api("/leads", { funnel_id: funnelId, contact_id: contactId, name });
  const movement = (amount: string) =>
    sandbox().control.bankFeed(account, [{ value_date: "2026-11-13", description: `RECIBO ${short()}`, amount }], bank)[0] ?? "";
  const paymentsOf = (documentId: string) => all("payments").filter((payment) => payment["document_id"] === documentId).length;
  const day = () => `2026-10-${String(1 + Math.floor(Math.random() * 28)).padStart(2, "0")}`;

  const work: Workplace["work"] = {
    purchase: () => {
      const code = `B${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
      const wanted = purchasePlan({ contact: { mode: "ensure", name: `Suministros ${short()}`, code, countryCode: "ES" } });
      return just(wanted, (reference) => all("purchases").filter((object) => marks(object, reference)).length);
    },
    contact: async () => {
      const id = await api("/contacts", {
        name: `Cliente ${short()}`,
        type: "client",
        is_person: false,
        website: "https://cliente.example",
      });
      const phone = `+34 9${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
      const changes = [{ field: "phone", from: null, to: phone }] as const;
      return just({ kind: "contact", contact: { mode: "known", id }, changes: [...changes] }, () => {
        const now = one("contacts", id);
        return now?.["phone"] === phone && now["website"] === "https://cliente.example" ? 1 : 0;
      });
    },
    estimate: () =>
      just(
        {
          kind: "estimate",
          contact: { mode: "known", id: contactId },
          attachment: null,
          body: {
            date: "2026-10-14",
            dueDate: "2026-11-13",
            currency: "EUR",
            language: null,
            items: [
              { type: "title", name: "Fase 1" },
              {
                type: "service", name: "Instalación", description: null, units: "8", price: "45", discount: "0", taxes: ["s_iva_21"],
                productId: null, serviceId: null, unitType: "h",
              }, // prettier-ignore
            ],
          },
          expect: { subtotal: "360.00", tax: "75.60", total: "435.60" },
        },
        (reference) => all("estimates").filter((object) => marks(object, reference)).length,
      ),
    estimate_change: async () => {
      const items = [{ type: "service", name: "Instalación", units: 1, price: 45, taxes: ["s_iva_21"] }] as const;
      const estimateId = await api("/estimates", { contact_id: contactId, date: "2026-10-14", items });
      const [line] = items;
      const item = { ...line, taxes: [...line.taxes], description: null, units: "1", price: "45", discount: "0", productId: null, serviceId: null, unitType: null }; // prettier-ignore
      return just(
        {
          kind: "estimate_change",
          estimateId,
          number: null,
          contactId,
          body: { date: "2026-10-20", dueDate: null, currency: "EUR", language: null, items: [item] },
          expect: { subtotal: "45.00", tax: "9.45", total: "54.45" },
        },
        () => (one("estimates", estimateId)?.["date"] === "2026-10-20" ? 1 : 0),
      );
    },
    estimate_send: async () => {
      const items = [{ type: "service", name: "Instalación", units: 1, price: 45, taxes: ["s_iva_21"] }];
      const estimateId = await api("/estimates", { contact_id: contactId, date: "2026-10-14", items });
      const to = ["ana@cliente.example"];
      return just(
        { kind: "estimate_send", estimateId, number: null, to, cc: [], subject: "Presupuesto", message: null },
        () => all("sent-mails").filter((mail) => mail["document_id"] === estimateId).length,
      );
    },
    reconcile: async () => {
      const documents = [await purchase(100), await purchase(50)];
      const id = movement("-181.50");
      return just(
        {
          kind: "reconcile",
          accountId: bank,
          accountName: "Banco",
          movement: { id, valueDate: "2026-11-13", amount: "-181.50", reconciled: "0.00" },
          documents: documents.map((documentId, i) => ({ type: "purchase", id: documentId, pending: ["121.00", "60.50"][i] ?? "" })),
        },
        () => (one("bank-movements", id)?.["status"] === "reconciled" ? Math.max(...documents.map(paymentsOf)) : 0),
      );
    },
    bank_statement: async () => {
      const accountId = await api("/treasury/accounts", { name: "Otro banco", type: "bank", currency: "EUR" });
      const mark = short();
      // Two blocks; every third says the same as the one before it, day, amount, text and balance.
      const movements = Array.from({ length: 120 }, (_, n) => {
        const twin = n % 3 === 2 ? n - 1 : n;
        return {
          key: `${n}#1`,
          valueDate: `2026-10-${String(1 + Math.floor(twin / 6)).padStart(2, "0")}`,
          amount: `-${twin + 1}.00`,
          balance: `${1000 - twin}.00`,
          description: `COMPRA ${mark} ${twin}`,
        };
      });
      const wanted: PlanOf<"bank_statement"> = { kind: "bank_statement", accountId, accountName: "Otro banco", movements, standing: [] };
      return just(wanted, () => {
        const found = all("bank-movements").filter((object) => object["banking_account_id"] === accountId).length;
        return found === movements.length ? 1 : found > movements.length ? 2 : 0;
      });
    },
    payment: async () => {
      const id = await purchase(100);
      return just(
        {
          kind: "payment",
          document: { type: "purchase", id, pending: "121.00", number: null },
          accountId: bank,
          accountName: "Banco",
          date: "2026-11-13",
          amount: "60.50",
          description: "A cuenta",
        },
        () => paymentsOf(id),
      );
    },
    lead: () => {
      const name = `Reforma ${short()}`;
      const title = `Correo ${short()}`;
      const wanted: PlanOf<"lead"> = {
        kind: "lead",
        contact: {
          mode: "ensure",
          name: `Ana ${short()}`,
          code: null,
          countryCode: null,
          email: `ana-${short()}@correo.example`,
          type: "lead",
        },
        lead: { funnelId, stageId: second, name, value: "4200", dueDate: "2026-12-01" },
        note: { title, description: "Pide visita" },
        task: { name: "Llamar" },
        event: { ...visit(), name: `Visita ${name}` },
      };
      return just(wanted, (reference) => {
        const found = all("leads").filter((object) => object["name"] === name);
        const [made] = found;
        const parts = [made?.["events"], made?.["tasks"]].map((list) => (Array.isArray(list) ? list.length : 0));
        const events = all("events").filter((object) => marks(object, reference)).length;
        return parts.every((count) => count === 1) && events === 1 ? found.length : Math.max(...parts, events) > 1 ? 2 : 0;
      });
    },
    lead_note: async () => {
      const leadId = await lead();
      const title = `Correo ${short()}`;
      return just({ kind: "lead_note", leadId, leadName: "", note: { title, description: "Pide visita" } }, () =>
        partsOf(leadId, "events"),
      );
    },
    lead_task: async () => {
      const leadId = await lead();
      return just({ kind: "lead_task", leadId, leadName: "", task: { name: "Llamar" } }, () => partsOf(leadId, "tasks"));
    },
    lead_stage: async () => {
      const leadId = await lead();
      const wanted: PlanOf<"lead_stage"> = { kind: "lead_stage", leadId, leadName: "", from: first, to: second };
      return just(wanted, () => (one("leads", leadId)?.["stage_id"] === second ? 1 : 0));
    },
    event: () =>
      just(
        { kind: "event", event: visit(), contactId, leadId: null },
        (reference) => all("events").filter((object) => marks(object, reference)).length,
      ),
    project_time: () => {
      const description = `Montaje ${short()}`;
      const entry = { projectId, userId, date: day(), seconds: 5_400, taskId, description };
      // The same work twice on one day is two entries.
      return just({ kind: "project_time", entries: [entry, entry] }, () => {
        const found = all("project-times").filter((object) => object["description"] === description).length;
        return found === 2 ? 1 : found > 2 ? 2 : 0;
      });
    },
    inbox_attach: async () => {
      const paper = await fetch(`${sandbox().url}/api/v2/inbox`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: files,
      });
      const { id: inboxId } = (await paper.json()) as { id: string };
      const documentId = await purchase(10);
      return just({ kind: "inbox_attach", inboxId, documentId, documentType: "purchase" }, () => {
        const isDone = one("inbox", inboxId)?.["status"] === "done";
        return isDone ? all("attachments").filter((file) => file["owner"] === documentId || file["document_id"] === documentId).length : 0;
      });
    },
  };
  const partsOf = (leadId: string, name: "events" | "tasks"): number =>
    (one("leads", leadId)?.[name] as unknown[] | undefined)?.length ?? 0;
  return { work, purchase };
}

const visit = () => ({
  name: `Visita ${short()}`,
  kind: "meeting",
  description: null,
  start: "2026-12-10T10:00",
  durationSeconds: 3_600,
  location: "C/ Mayor 1",
  userId: null,
});

const just = <Kind extends PushKindName>(plan: PlanOf<Kind>, times: Work<Kind>["times"]): Promise<Work<Kind>> =>
  Promise.resolve({ plan, times });
