import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import document from "../openapi-v2.json";
import { checkParams, readBody, readQuery, answerMistake } from "./check-call";
import { matchOperation, operationKeys } from "./contract";
import { handlers } from "./resources/all";
import { startWithClient, type TestClient } from "./test-client";

type Example = {
  readonly op: string;
  readonly query?: object;
  readonly request?: unknown;
  readonly status: number;
  readonly response?: unknown;
};

/** The contract's example of every operation: not part of the project, and read where it stands beside it. */
const file = path.resolve(import.meta.dirname, "../../../../shared/holded-api/examples-v2.json");
const isThere = fs.existsSync(file);
const known = isThere ? (JSON.parse(fs.readFileSync(file, "utf8")) as { readonly examples: readonly Example[] }).examples : [];
const served = new Set<string>(operationKeys);
const all = known.filter((example) => served.has(example.op.replace(" /api/v2", " ")));
const anId = "6abf0f7d2d3c4b5a69788000";
/** Operations that nobody has published an example of: they are marked so in the file. */
const withoutExample = new Set(
  Object.entries(document.paths).flatMap(([address, item]) =>
    Object.entries(item).flatMap(([method, raw]) =>
      (raw as { readonly "x-origin"?: string })["x-origin"] === "assumed"
        ? [`${method.toUpperCase()} ${address.replace("/api/v2", "")}`]
        : [],
    ),
  ),
);
let client: TestClient;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  client = await startWithClient({ switches: { number_format: "spec", empty_object_as_array: false, windows: { minute: null } } });
  ids = await sampleIds();
});
afterAll(async () => {
  expect(client.sandbox.control.state().ownMistakes).toEqual([]);
  await client.sandbox.stop();
});

describe("the OpenAPI file", () => {
  it("names exactly the operations that are served", () => {
    expect(Object.keys(handlers).sort()).toEqual([...operationKeys].sort());
  });

  it.skipIf(!isThere)("has an example of each (skipped where the contract's examples are not beside the project)", () => {
    expect(all.map((example) => example.op.replace(" /api/v2", " ")).sort()).toEqual(
      operationKeys.filter((key) => !withoutExample.has(key)).sort(),
    );
  });

  it.each(all)("accepts the example of $op", ({ op, query, request, status, response }) => {
    const [method = "", address = ""] = op.split(" ");
    const match = matchOperation(method, address.replace(/\{type\}/, "automation_token").replace(/\{\w+\}/g, anId));
    if (match.kind !== "operation") throw new Error(`${op} is not served`);
    const { operation, params } = match;
    checkParams(operation, params);
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([name, value]) => [name, String(value)]));
    expect(readQuery(operation, search).ignored).toEqual([]);
    if (operation.body) expect(readBody(operation, request).ignored).toEqual([]);
    const body = typeof response === "string" ? undefined : response;
    expect(answerMistake(operation, status, body)).toBeNull();
  });
});

/** The names of an answer, with those inside the first item of each list, so that two answers can be compared by shape. */
function shape(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : shape(value[0], `${path}[]`);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => [`${path}.${name}`, ...shape(inner, `${path}.${name}`)]);
}

/** An object of every kind in the sample company, by the name that paths give its id. */
async function sampleIds(): Promise<Readonly<Record<string, string>>> {
  const first = async (list: string): Promise<string> => (await client.items(`${list}?limit=1`))[0]?.id ?? "";
  const [purchaseId, projectId] = [await first("/purchases"), await first("/projects")];
  await client.upload(`/purchases/${purchaseId}/attachments`, "ejemplo.pdf", new Uint8Array([1]));
  return {
    purchaseId,
    projectId,
    contactId: await client.contact("Laura"),
    expensesAccountId: await first("/expenses-accounts"),
    id: await first("/treasury/accounts"),
    type: "automation_token",
    contactGroupId: await first("/contact-groups"),
    "projects/timeId": await first(`/projects/${projectId}/times`),
    timeId: await first("/employee-times"),
    employeeId: await first("/employees"),
    eventId: await first("/events"),
    funnelId: await first("/funnels"),
    leadId: await first("/leads"),
    taskId: await first("/tasks"),
    ...(await documentIds(first)),
    ...(await tradeIds(first)),
  };
}

type First = (list: string) => Promise<string>;

/** A document of each kind with a file, made where the sample company has none. */
async function documentIds(first: First): Promise<Readonly<Record<string, string>>> {
  const contact_id = await client.contact("Reformas Olmo");
  const body = { contact_id, date: "2026-11-20", items: [{ name: "Ejemplo", units: 1, price: 100, taxes: ["s_iva_21"] }] };
  for (const path of ["/sales-receipts", "/proformas", "/sales-orders"]) await client.call("POST", path, body);
  const entries = Object.entries({
    invoices: "invoiceId",
    "sales-receipts": "salesReceiptId",
    "credit-notes": "creditNoteId",
    estimates: "estimateId",
    proformas: "proformaId",
    "sales-orders": "salesOrderId",
  });
  const found = await Promise.all(
    entries.map(async ([path, name]) => {
      const id = await first(`/${path}`);
      await client.upload(`/${path}/${id}/attachments`, "ejemplo.pdf", new Uint8Array([1]));
      return [name, id] as const;
    }),
  );
  await client.upload(`/contacts/${await client.contact("Laura")}/attachments`, "ejemplo.pdf", new Uint8Array([1]));
  return Object.fromEntries(found);
}

/** What is bought, sold and paid, and a file in the inbox. */
async function tradeIds(first: First): Promise<Readonly<Record<string, string>>> {
  await client.upload("/inbox", "factura.pdf", new Uint8Array([1]), "document");
  return {
    incomingDocumentId: await first("/inbox"),
    "numbering-series/type": "invoice",
    paymentId: await first("/payments"),
    paymentMethodId: await first("/payment-methods"),
    priceListId: await first("/price-lists"),
    productId: await first("/products"),
    salesChannelId: await first("/sales-channels"),
    serviceId: await first("/services"),
    warehouseId: await first("/warehouses"),
  };
}

/** What an operation cannot do without. */
const needed: Readonly<Record<string, string>> = {
  "/invoices/find-by-number": "?number=F260001",
  "/ledger-entries": "?start_date=2026-09-01&end_date=2026-11-30",
};
/** Only Holded's own screens make remittances. */
const neverThere = "GET /api/v2/treasury/remittances/{remittanceId}";
const readable = all.filter(({ op, response }) => op.startsWith("GET") && typeof response === "object" && op !== neverThere);

describe("answers of the sandbox", () => {
  it.each(readable)("have what the example of $op has", async ({ op, response }) => {
    const [, resource = ""] = op.replace("GET /api/v2", "").split("/");
    const address = op.replace("GET /api/v2", "").replace(/\{(\w+)\}/g, (_, name: string) => ids[`${resource}/${name}`] ?? ids[name] ?? "");
    const reply = await client.call("GET", address + (needed[address] ?? ""));
    expect(reply.status).toBe(200);
    // Maps with free keys, and what an empty sub-object has inside, are not names of the contract.
    const free =
      /secondary_usages\.|_record\.|\.notes\[\]|contact_persons\[\]|\.rate\.|\.defaults\.|custom_fields\[\]|payments_detail\[\]|multiple_due_dates\[\]|\.from\.|shipping_addresses\[\]|social_networks\.|attributes\[\]|variants\[\]|pack_items\[\]/;
    const wanted = shape(response).filter((name) => !free.test(name));
    expect(shape(reply.json)).toEqual(expect.arrayContaining(wanted));
  });
});
