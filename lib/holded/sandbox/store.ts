import path from "node:path";
import { Collection, type CollectionDefinition, type Reader, type Stored } from "./collection";
import { diskJournal, memoryJournal, type Journal, type Write } from "./journal";
import { ObjectIds } from "./object-ids";

/** Reads of one account. */
export type Database = { in<T extends Stored>(definition: CollectionDefinition<T>): Reader<T> };

/** Writes of one call: all of them or none. */
export type Transaction = Database & {
  newId(): string;
  put<T extends Stored>(definition: CollectionDefinition<T>, object: T): void;
  remove<T extends Stored>(definition: CollectionDefinition<T>, id: string): void;
  putFile(id: string, bytes: Uint8Array): void;
};

/** One object before and after a transaction. Undefined: not there. */
export type Changed = {
  readonly collection: string;
  readonly id: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
};

/** What is told of every transaction that wrote something. */
export type CommitHook = {
  /** Runs inside it: what it writes is kept or undone with the rest. */
  before(changes: readonly Changed[], write: Transaction): void;
  /** Runs once it is in the journal. */
  after(): void;
};

/** The data of one account: in memory for reading, in a journal for the day the process dies. */
export class Store implements Database {
  readonly #collections = new Map<string, Collection<Stored>>();
  /** Objects of kinds that nothing has asked for yet since the start. */
  readonly #waiting = new Map<string, Map<string, Stored>>();
  readonly #ids: ObjectIds;
  readonly #journal: Journal;
  readonly #now: () => Date;
  #hook: CommitHook | null = null;

  constructor(account: string, dataDir: string | null, now: () => Date) {
    this.#ids = new ObjectIds(account);
    this.#now = now;
    this.#journal = dataDir === null ? memoryJournal() : diskJournal(path.join(dataDir, account), () => this.#everything());
    this.#journal.load((write) => this.#apply(write));
  }

  onCommit(hook: CommitHook): void {
    this.#hook = hook;
  }

  in<T extends Stored>(definition: CollectionDefinition<T>): Collection<T> {
    const known = this.#collections.get(definition.name);
    // The name decides the type: a definition is made once, where its resource is.
    if (known && !this.#isMakeshift(known, definition)) return known as unknown as Collection<T>;
    const made = new Collection(definition);
    const upgrade = definition.upgrade ?? ((object: Stored) => object);
    for (const object of known?.all() ?? this.#waiting.get(definition.name)?.values() ?? []) {
      made.set(object.id, upgrade(object as T) as T, null);
    }
    this.#waiting.delete(definition.name);
    this.#collections.set(definition.name, made as unknown as Collection<Stored>);
    return made;
  }

  /** Whether an edit has opened the kind by its name alone, without the indexes of its definition. */
  #isMakeshift(
    { definition: used }: Collection<Stored>,
    wanted: { readonly indexes?: object; readonly orders?: object; readonly upgrade?: unknown },
  ): boolean {
    const says = [used.indexes, used.orders, used.upgrade].some((one) => one !== undefined);
    return !says && Boolean(wanted.indexes ?? wanted.orders ?? wanted.upgrade);
  }

  /** Reads as things were a while ago. */
  lagging(lagMs: number): Database {
    if (lagMs <= 0) return this;
    const moment = this.#now().getTime() - lagMs;
    return { in: (definition) => this.in(definition).asOf(moment) };
  }

  /** Runs the handler; when it throws, what it wrote is taken back. */
  transact<R>(work: (transaction: Transaction) => R, now: Date = this.#now()): R {
    const writes: Write[] = [];
    const undo: (() => void)[] = [];
    const changes = new Map<string, Changed>();
    const at = now.getTime();
    const change = <T extends Stored>(definition: CollectionDefinition<T>, id: string, object: T | undefined): void => {
      const collection = this.in(definition);
      const before = collection.set(id, object, at);
      undo.push(() => collection.set(id, before, at));
      writes.push([definition.name, id, object ?? null]);
      const key = `${definition.name} ${id}`;
      const first = changes.get(key);
      changes.set(key, { collection: definition.name, id, before: first ? first.before : before, after: object });
    };
    const transaction: Transaction = {
      in: (definition) => this.in(definition),
      newId: () => this.#ids.next(now),
      put: (definition, object) => change(definition, object.id, object),
      remove: (definition, id) => change(definition, id, undefined),
      putFile: (id, bytes) => this.#journal.putFile(id, bytes),
    };
    try {
      const result = work(transaction);
      if (writes.length === 0) return result;
      this.#hook?.before([...changes.values()], transaction);
      this.#journal.append(writes);
      this.#hook?.after();
      return result;
    } catch (error) {
      for (const back of undo.reverse()) back();
      throw error;
    }
  }

  file(id: string): Uint8Array | null {
    return this.#journal.getFile(id);
  }

  /** Objects of a kind by its name, for the control plane. */
  objects(name: string): readonly Stored[] {
    return this.#collections.get(name)?.all() ?? [...(this.#waiting.get(name)?.values() ?? [])];
  }

  /** Changes fields of an object, whatever its kind. */
  edit(name: string, id: string, change: Readonly<Record<string, unknown>>): void {
    const known = this.names().includes(name);
    const definition = this.#collections.get(name)?.definition ?? { name };
    const object = known ? this.in(definition).get(id) : undefined;
    if (!object) throw new Error(`no ${id} in ${name}`);
    this.transact((write) => write.put(definition, { ...object, ...change, id }));
  }

  names(): string[] {
    return [...new Set([...this.#collections.keys(), ...this.#waiting.keys()])].sort();
  }

  clear(): void {
    this.#collections.clear();
    this.#waiting.clear();
    this.#journal.clear();
  }

  flushed(): Promise<void> {
    return this.#journal.flushed();
  }

  async close(): Promise<void> {
    await this.#journal.flushed();
    await this.#journal.close();
  }

  #apply([name, id, object]: Write): void {
    const kind = this.#waiting.get(name) ?? new Map<string, Stored>();
    if (object) kind.set(id, object);
    else kind.delete(id);
    this.#waiting.set(name, kind);
    this.#ids.passed(id);
  }

  *#everything(): Iterable<Write> {
    for (const [name, collection] of this.#collections) for (const object of collection.all()) yield [name, object.id, object];
    for (const [name, kind] of this.#waiting) for (const object of kind.values()) yield [name, object.id, object];
  }
}
