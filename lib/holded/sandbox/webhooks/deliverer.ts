import type { Account } from "../account";
import { mulberry32 } from "../chance";
import { isObjectId } from "../object-ids";
import type { Changed, Transaction } from "../store";
import { deliveries, type Delivery } from "./deliveries-model";
import { eventsOf, type HappenedEvent } from "./events-of";
import { postDelivery } from "./post-delivery";
import { defaultWebhookSwitches } from "./webhook-switches";
import { webhooks, type Webhook } from "./webhooks-model";

export type DelivererOptions = {
  readonly now: () => Date;
  /** Host names besides this machine's own that may be called. */
  readonly allowedHosts: readonly string[];
  /** The wait after the first refusal, in milliseconds; every further one is four times as long, an hour at most. */
  readonly firstRetryMs: number;
  /** A bug in the making of a message must not undo the write it tells of. */
  mistake(text: string): void;
};

const longestWaitMs = 3_600_000;
const giveUpAfterMs = 3 * 24 * longestWaitMs;
/** How long an overtaken delivery waits for another one to pass. */
const heldMs = 2_000;
/** So many finished deliveries of an account are kept to look at. */
const keep = 1_000;
const keepAttempts = 20;

/**
 * Sends the webhooks of one account. What is to be sent is written in the same transaction as what it tells of, so
 * that nothing is forgotten when the process dies; sending is nobody's wait. One message at a time to each address.
 */
export class Deliverer {
  readonly #account: Account;
  readonly #options: DelivererOptions;
  /** Waiting deliveries by webhook and id, oldest first. */
  readonly #queues = new Map<string, Map<string, Delivery>>();
  readonly #busy = new Set<string>();
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #planned: Delivery[] = [];
  #finished: string[] = [];
  /** How many wait for a later one to go first. */
  #held = 0;
  #sequence = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(account: Account, options: DelivererOptions) {
    this.#account = account;
    this.#options = options;
    this.reload();
    account.store.onCommit({ before: (changes, write) => this.#plan(changes, write), after: () => this.#enqueuePlanned() });
  }

  /** Takes up what the store holds: after a start, and after everything was cleared. */
  reload(): void {
    const all = this.#account.store.in(deliveries).all();
    this.#queues.clear();
    this.#planned = [];
    this.#held = 0;
    this.#finished = all.filter((one) => one.state !== "waiting").map((one) => one.id);
    this.#sequence = Math.max(0, ...all.slice(-keep).map((one) => one.sequence));
    for (const delivery of all.filter((one) => one.state === "waiting")) this.#enqueue(delivery);
    this.#pump();
  }

  /** Sends a delivery once more, with the same id. @throws Error when there is none */
  resend(id: string): void {
    const delivery = this.#account.store.in(deliveries).get(id);
    if (!delivery) throw new Error(`no delivery ${id}`);
    if (delivery.state === "waiting") throw new Error(`delivery ${id} is still waiting`);
    if (!this.#mayCall(delivery.url)) throw new Error(`${new URL(delivery.url).hostname} is no host that may be called`);
    const again: Delivery = { ...delivery, state: "waiting", held: false, dueAt: Date.now(), tries: 0 };
    this.#finished = this.#finished.filter((one) => one !== id);
    this.#enqueue(again);
    this.#keep(again);
    this.#pump();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#running);
  }

  #plan(changes: readonly Changed[], write: Transaction): void {
    const listeners = write.in(webhooks).all();
    this.#planned = [];
    this.#dropOrphans(changes, write);
    if (listeners.length === 0) return;
    try {
      for (const event of eventsOf(this.#account, changes, write, this.#options.now())) {
        const wanted = listeners.filter((one) => one.events.includes(event.name));
        if (wanted.length > 0) this.#write(event, wanted, write);
      }
    } catch (error) {
      this.#options.mistake(`webhook of ${changes[0]?.collection ?? ""}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #write(event: HappenedEvent, wanted: readonly Webhook[], write: Transaction): void {
    const body = JSON.stringify(event.body());
    for (const webhook of wanted) {
      const first = this.#delivery(event, webhook, body, write);
      const { duplicated, seed } = { ...defaultWebhookSwitches, ...this.#account.switches.webhooks };
      const copies = chance(seed, first.sequence, 1) < duplicated ? [first, { ...first, id: write.newId() }] : [first];
      for (const one of copies) {
        write.put(deliveries, one);
        this.#planned.push(one);
      }
    }
  }

  #delivery(event: HappenedEvent, webhook: Webhook, body: string, write: Transaction): Delivery {
    this.#sequence += 1;
    const sequence = this.#sequence;
    const { seed, lost, out_of_order, delayed, delay_ms } = { ...defaultWebhookSwitches, ...this.#account.switches.webhooks };
    const held = chance(seed, sequence, 2) < out_of_order;
    const delay = chance(seed, sequence, 3) < delayed ? delay_ms : 0;
    const id = write.newId();
    return {
      id,
      deliveryId: write.newId(),
      webhookId: webhook.id,
      url: webhook.url,
      event: event.name,
      objectId: isObjectId(event.objectId) ? event.objectId : "",
      body,
      state: chance(seed, sequence, 4) < lost ? "lost" : this.#mayCall(webhook.url) ? "waiting" : "blocked",
      sequence,
      held,
      createdAt: this.#options.now().toISOString(),
      dueAt: Date.now() + (held ? heldMs : delay),
      tries: 0,
      attempts: [],
    };
  }

  /** What was still to be sent to a webhook that is deleted now goes nowhere. */
  #dropOrphans(changes: readonly Changed[], write: Transaction): void {
    for (const { collection, id, after } of changes) {
      if (collection !== webhooks.name || after) continue;
      for (const delivery of this.#queues.get(id)?.values() ?? []) {
        write.put(deliveries, { ...delivery, state: "given_up" });
        if (delivery.held) this.#held -= 1;
      }
      this.#queues.delete(id);
    }
  }

  #enqueuePlanned(): void {
    for (const delivery of this.#planned) {
      if (delivery.state === "waiting") this.#enqueue(delivery);
      else this.#finished.push(delivery.id);
    }
    if (this.#planned.length > 0) setImmediate(() => this.#pump());
    this.#planned = [];
  }

  /** Starts what is due, and wakes up again when the next one is. */
  #pump(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [webhookId, queue] of this.#queues) {
      if (this.#busy.has(webhookId)) continue;
      const { due, soonest } = nextOf(queue, now);
      if (due) this.#start(due);
      else next = Math.min(next, soonest);
    }
    if (next < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#pump(), Math.min(next - now, longestWaitMs)).unref();
  }

  #start(delivery: Delivery): void {
    this.#busy.add(delivery.webhookId);
    const running = this.#try(delivery).finally(() => {
      this.#busy.delete(delivery.webhookId);
      this.#running.delete(running);
      this.#pump();
    });
    this.#running.add(running);
  }

  async #try(delivery: Delivery): Promise<void> {
    const { store } = this.#account;
    const webhook = store.in(webhooks).get(delivery.webhookId);
    if (!webhook) {
      this.#finish({ ...delivery, state: "given_up" });
      return;
    }
    // What is told must be on the disk first.
    await store.flushed();
    const attempt = await postDelivery(this.#account, delivery, webhook, { at: this.#options.now(), stopping: this.#stopping.signal });
    if (attempt === null) return;
    const tried = { ...delivery, tries: delivery.tries + 1, attempts: [...delivery.attempts, attempt].slice(-keepAttempts) };
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) this.#finish({ ...tried, state: "delivered" });
    else if (Date.now() - Date.parse(delivery.createdAt) > giveUpAfterMs) this.#finish({ ...tried, state: "given_up" });
    else
      this.#replace({
        ...tried,
        dueAt: Date.now() + Math.min(longestWaitMs, this.#options.firstRetryMs * 4 ** Math.min(delivery.tries, 12)),
      });
  }

  #replace(delivery: Delivery): void {
    const queue = this.#queues.get(delivery.webhookId);
    // Its webhook was deleted, or everything was cleared, while it was under way.
    if (!queue?.has(delivery.id)) return;
    queue.set(delivery.id, delivery);
    this.#keep(delivery);
  }

  #finish(delivery: Delivery): void {
    const queue = this.#queues.get(delivery.webhookId);
    if (!queue?.delete(delivery.id)) return;
    if (delivery.held) this.#held -= 1;
    if (this.#held > 0) this.#release(queue, delivery.sequence);
    this.#finished.push(delivery.id);
    this.#keep(delivery, this.#finished.splice(0, Math.max(0, this.#finished.length - keep)));
  }

  /** One has passed: those that were held for it may go. */
  #release(queue: Map<string, Delivery>, passed: number): void {
    for (const [id, one] of queue) {
      if (!one.held || one.sequence >= passed) continue;
      queue.set(id, { ...one, held: false, dueAt: Date.now() });
      this.#held -= 1;
    }
  }

  #keep(delivery: Delivery, forget: readonly string[] = []): void {
    this.#account.store.transact((write) => {
      write.put(deliveries, delivery);
      for (const id of forget) write.remove(deliveries, id);
    });
  }

  #enqueue(delivery: Delivery): void {
    const queue = this.#queues.get(delivery.webhookId) ?? new Map<string, Delivery>();
    queue.set(delivery.id, delivery);
    this.#queues.set(delivery.webhookId, queue);
    if (delivery.held) this.#held += 1;
  }

  #mayCall(url: string): boolean {
    const { protocol, hostname } = new URL(url);
    return /^https?:$/.test(protocol) && (isThisMachine(hostname) || this.#options.allowedHosts.includes(hostname));
  }
}

/** The first delivery that is due, or when the next one will be. */
function nextOf(queue: ReadonlyMap<string, Delivery>, now: number): { readonly due: Delivery | null; readonly soonest: number } {
  let soonest = Number.POSITIVE_INFINITY;
  for (const delivery of queue.values()) {
    if (delivery.dueAt <= now) return { due: delivery, soonest: now };
    soonest = Math.min(soonest, delivery.dueAt);
  }
  return { due: null, soonest };
}

/** The same for a seed, a delivery and a question, whatever happened before. */
const chance = (seed: number, sequence: number, question: number): number => mulberry32(seed * 1_000_003 + sequence * 101 + question)();

function isThisMachine(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
