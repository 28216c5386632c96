import type { CollectionDefinition } from "../collection";
import type { Call, Handlers } from "../handler";
import { crudHandlers } from "./crud";

export type Warehouse = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly default: boolean;
  readonly address: object;
  readonly archived: boolean;
};
type WarehouseInput = {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly mobile?: string | null;
  readonly default?: boolean;
  /** A line of text or an object: the file does not say. */
  readonly address?: unknown;
};

export const warehouses: CollectionDefinition<Warehouse> = { name: "warehouses" };

export const warehouseHandlers: Handlers = crudHandlers<Warehouse, WarehouseInput>({
  path: "/warehouses",
  param: "warehouseId",
  objects: warehouses,
  update: "PATCH",
  make: (call, id, input) => changed(call, newWarehouse(id, ""), input),
  change: changed,
});

export function newWarehouse(id: string, name: string): Warehouse {
  return { id, name, email: null, phone: null, mobile: null, default: false, address: {}, archived: false };
}

/** There is one default warehouse at most. */
function changed(call: Call, old: Warehouse, { name, address, ...input }: WarehouseInput): Warehouse {
  if (input.default) {
    for (const other of call.write.in(warehouses).all()) {
      if (other.default && other.id !== old.id) call.write.put(warehouses, { ...other, default: false });
    }
  }
  return { ...old, ...input, name: name ?? old.name, address: address === undefined ? old.address : addressOf(address) };
}

function addressOf(given: unknown): object {
  if (typeof given === "string") return { address: given };
  return given !== null && typeof given === "object" ? given : {};
}
