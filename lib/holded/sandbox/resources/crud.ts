import type { CollectionDefinition, Stored } from "../collection";
import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { page } from "../page";
import { found, sent } from "./found";

type CrudOptions<T extends Stored, Input extends object> = {
  readonly path: string;
  /** Name of the id in the path. */
  readonly param: string;
  readonly objects: CollectionDefinition<T>;
  readonly update: "PUT" | "PATCH";
  /** A few lists come all at once. */
  readonly paged?: boolean;
  readonly make: (call: Call, id: string, input: Input) => T;
  /** Refuses a change or answers it; left out, what was sent takes the place of what was there. */
  readonly change?: (call: Call, old: T, input: Partial<Input>) => T;
  readonly shown?: (call: Call, object: T) => unknown;
  readonly keep?: (call: Call) => (object: T) => boolean;
};

/** Create, list, read, change and delete of objects that depend on nothing else. */
export function crudHandlers<T extends Stored, Input extends object>(options: CrudOptions<T, Input>): Handlers {
  const { path, param, objects, make } = options;
  const one = `${path}/{${param}}`;
  const show = (call: Call, object: T): unknown => (options.shown ? options.shown(call, object) : object);
  return {
    [`GET ${path}`]: (call) => {
      const reader = call.read.in(objects);
      const keep = options.keep?.(call) ?? (() => true);
      if (options.paged === false) {
        const rows = reader.all().filter(keep);
        return ok({ items: rows.map((object) => show(call, object)) });
      }
      const list = page(call, reader, { sorted: reader.all(), keep });
      return ok({ ...list, items: list.items.map((object) => show(call, object)) });
    },
    [`POST ${path}`]: (call) => {
      const id = call.write.newId();
      call.write.put(objects, make(call, id, bodyOf<Input>(call)));
      return created(id);
    },
    [`GET ${one}`]: (call) => ok(show(call, found(call.read, objects, call.params[param]))),
    [`${options.update} ${one}`]: (call) => {
      const old = found(call.write, objects, call.params[param]);
      const input = sent(bodyOf<Input>(call));
      call.write.put(objects, options.change ? options.change(call, old, input) : { ...old, ...input });
      return ok({ id: old.id });
    },
    [`DELETE ${one}`]: (call) => {
      call.write.remove(objects, found(call.write, objects, call.params[param]).id);
      return noContent;
    },
  };
}
