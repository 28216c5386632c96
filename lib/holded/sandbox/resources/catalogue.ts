import { normalizeTag } from "./tags";
import type { CollectionDefinition } from "../collection";
import type { Call, Handlers } from "../handler";
import { exact } from "../numbers";
import { unprocessable } from "../problem";
import { crudHandlers } from "./crud";
import { keptTaxes } from "./products";
import { treasuryAccounts } from "./treasury-model";

type PriceList = { readonly id: string; readonly name: string; readonly description: string | null };
export const priceLists: CollectionDefinition<PriceList> = { name: "price-lists" };

type SalesChannel = { readonly id: string; readonly name: string; readonly account_num: number; readonly color: string | null };
export const salesChannels: CollectionDefinition<SalesChannel> = { name: "sales-channels" };

type PaymentMethod = {
  readonly id: string;
  readonly name: string;
  readonly dueDays: number | null;
  readonly bankingAccountId: string | null;
  readonly provider: string | null;
};
export const paymentMethods: CollectionDefinition<PaymentMethod> = { name: "payment-methods" };

/** A service as it is kept: decimals as strings with a dot. */
export type Service = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly price: string;
  readonly cost: string;
  readonly tax: string;
  readonly taxes: readonly string[];
  readonly tags: readonly string[];
  readonly sales_channel_id: string | null;
  readonly code: string | null;
  readonly color: string | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly archived: boolean;
};
type ServiceInput = Partial<Omit<Service, "id" | "price" | "cost" | "tax" | "archived">> & {
  readonly price?: number | null;
  readonly cost?: number | null;
  readonly tax?: number | null;
};
export const services: CollectionDefinition<Service> = { name: "services" };

const noService: Omit<Service, "id"> = {
  name: "",
  description: null,
  price: "0",
  cost: "0",
  tax: "0",
  taxes: [],
  tags: [],
  sales_channel_id: null,
  code: null,
  color: null,
  duration: null,
  archived: false,
};

/** What a company sells and how it is paid for, but for products and their stock. */
export const catalogueHandlers: Handlers = {
  ...crudHandlers<PriceList, Omit<PriceList, "id">>({
    path: "/price-lists",
    param: "priceListId",
    objects: priceLists,
    update: "PATCH",
    paged: false,
    make: (_, id, { name, description }) => ({ id, name, description: description ?? null }),
    change: (_, old, { name, ...input }) => ({ ...old, ...input, name: name ?? old.name }),
  }),
  ...crudHandlers<SalesChannel, Omit<SalesChannel, "id">>({
    path: "/sales-channels",
    param: "salesChannelId",
    objects: salesChannels,
    update: "PUT",
    make: (_, id, { name, account_num, color }) => ({
      id,
      name,
      account_num: wholeNumber("account_num", account_num),
      color: color ?? null,
    }),
    change: (_, old, { name, ...input }) => ({ ...old, ...input, name: name ?? old.name }),
  }),
  ...crudHandlers<PaymentMethod, Omit<PaymentMethod, "id" | "provider">>({
    path: "/payment-methods",
    param: "paymentMethodId",
    objects: paymentMethods,
    update: "PUT",
    make: (call, id, { name, dueDays, bankingAccountId }) =>
      checkedMethod(call, { id, name, dueDays: dueDays ?? null, bankingAccountId: bankingAccountId ?? null, provider: null }),
    change: (call, old, { name, ...input }) => checkedMethod(call, { ...old, ...input, name: name ?? old.name }),
  }),
  ...crudHandlers<Service, ServiceInput>({
    path: "/services",
    param: "serviceId",
    objects: services,
    update: "PUT",
    make: (call, id, input) => changedService(call, newService(id), input),
    change: changedService,
    shown: shownService,
    keep: (call) => (one) => call.query["include_archived"] === true || !one.archived,
  }),
};

/** A service before anything is known of it. */
export const newService = (id: string): Service => ({ id, ...noService });

function checkedMethod(call: Call, method: PaymentMethod): PaymentMethod {
  if (method.bankingAccountId && !call.write.in(treasuryAccounts).get(method.bankingAccountId)) {
    throw unprocessable("bankingAccountId: Treasury account not found");
  }
  return { ...method, dueDays: method.dueDays === null ? null : wholeNumber("dueDays", method.dueDays) };
}

function wholeNumber(field: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw unprocessable(`${field}: must be a whole number`);
  return value;
}

function changedService(call: Call, old: Service, input: ServiceInput): Service {
  const { name, price, cost, tax, taxes, tags, ...rest } = input;
  const decimal = (value: number | null | undefined, before: string): string =>
    value === undefined ? before : exact(value ?? 0).toFixed();
  return {
    ...old,
    ...rest,
    name: name ?? old.name,
    price: decimal(price, old.price),
    cost: decimal(cost, old.cost),
    tax: decimal(tax, old.tax),
    taxes: taxes ? keptTaxes(call, taxes) : old.taxes,
    tags: tags ? tags.map(normalizeTag).filter((tag) => tag !== "") : old.tags,
  };
}

function shownService(call: Call, service: Service): unknown {
  const write = call.numbers.documents;
  return {
    ...service,
    price: write.price(exact(service.price)),
    cost: write.price(exact(service.cost)),
    tax: write.amount(exact(service.tax)),
  };
}
