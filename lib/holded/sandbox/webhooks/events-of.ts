import type { Stored } from "../collection";
import type { Call } from "../handler";
import { numberWriter } from "../numbers";
import { handlers } from "../resources/all";
import type { Account } from "../account";
import type { Changed, Transaction } from "../store";
import { webhookEvents, type WebhookAction } from "./webhook-events";

/** Something that happened, as a webhook tells it. The body is made only when somebody listens. */
export type HappenedEvent = { readonly name: string; readonly objectId: string; body(): unknown };

/** What a collection's objects are called in events. Those of documents are called by their type. */
const objectNames: Readonly<Record<string, string>> = {
  contacts: "contact",
  payments: "payment",
  products: "product",
  services: "service",
  warehouses: "warehouse",
};

/** The events of one transaction, in the order in which things changed. */
export function eventsOf(account: Account, changes: readonly Changed[], write: Transaction, now: Date): readonly HappenedEvent[] {
  return changes.flatMap((change) => {
    if (change.collection === "stock") return stockEvent(account, change, write, now);
    const object = nameOf(change);
    const happened = actionOf(change);
    if (object === null || happened === null) return [];
    // Some kinds have no event for their approval: there it is a change as any other.
    const action = webhookEvents.includes(`${object}.${happened}`) ? happened : "update";
    const body = (): unknown =>
      action === "delete"
        ? { id: change.id, deletedAt: now.toISOString().replace(/\.\d{3}Z$/, "+00:00") }
        : inCamelCase(shownBy(account, change.collection, change.id, write, now));
    return [{ name: `${object}.${action}`, objectId: change.id, body }];
  });
}

function nameOf({ collection, before, after }: Changed): string | null {
  const own = objectNames[collection];
  if (own !== undefined) return own;
  const object = after ?? before;
  return object && "draft" in object && "type" in object && typeof object.type === "string" ? object.type : null;
}

function actionOf({ before, after }: Changed): WebhookAction | null {
  if (!before) return after ? "create" : null;
  if (!after) return "delete";
  if (isDraft(before) && !isDraft(after)) return "approve";
  return JSON.stringify(before) === JSON.stringify(after) ? null : "update";
}

const isDraft = (object: Stored): boolean => "draft" in object && object.draft === true;

function stockEvent(account: Account, { id, before, after }: Changed, write: Transaction, now: Date): readonly HappenedEvent[] {
  const stock = (after ?? before ?? {}) as Readonly<Record<string, unknown>>;
  const units = (object: Stored | undefined): number => (object && "units" in object ? Number(object.units) : 0);
  const variation = units(after) - units(before);
  const productId = String(stock["product_id"] ?? "");
  if (variation === 0) return [];
  const body = (): unknown => {
    const product = (shownBy(account, "products", productId, write, now) ?? {}) as Readonly<Record<string, unknown>>;
    const moment = now.toISOString().replace(/\.\d{3}Z$/, "+00:00");
    return {
      id,
      productId,
      variantId: stock["variant_id"] ?? null,
      warehouseId: stock["warehouse_id"] ?? null,
      sku: product["sku"] ?? null,
      stockVariation: variation,
      calculatedStock: units(after),
      calculatedVariantStock: stock["variant_id"] ? units(after) : null,
      description: null,
      date: moment,
      created: moment,
      action: "update",
    };
  };
  return [{ name: "stock.update", objectId: productId, body }];
}

/** The object as GET answers it, with dots in numbers: the one source of what an object looks like. */
function shownBy(account: Account, collection: string, id: string, write: Transaction, now: Date): unknown {
  const found = Object.entries(handlers).find(([key]) => new RegExp(`^GET /${collection}/\\{\\w+\\}$`).test(key));
  if (!found) return { id };
  const [key, handler] = found;
  const param = /\{(\w+)\}/.exec(key)?.[1] ?? "";
  const call: Call = {
    account,
    switches: account.switches,
    params: { [param]: id },
    query: {},
    body: undefined,
    file: null,
    now,
    read: write,
    write,
    numbers: { documents: numberWriter(false), treasury: numberWriter(false) },
    warn: () => undefined,
  };
  return handler(call).body;
}

/** Payloads are written in camelCase, unlike the answers of the API. Ids that are names stay as they are. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/_([a-z0-9])/g, (_, next: string) => next.toUpperCase()),
      inCamelCase(inner),
    ]),
  );
}
