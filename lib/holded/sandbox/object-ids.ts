import { createHash } from "node:crypto";

const maxCounter = 0xffffff;

/** 24 lower-case hex characters, as MongoDB writes an ObjectId. */
export const isObjectId = (text: string): boolean => /^[a-f0-9]{24}$/.test(text);

/**
 * Ids that only grow, as ObjectIds do: four bytes of seconds, five that name the account, a counter. A clock that is
 * set back does not make them shrink: the last second is used on.
 */
export class ObjectIds {
  readonly #machine: string;
  #seconds = 0;
  #counter = 0;

  constructor(account: string) {
    this.#machine = createHash("sha256").update(account).digest("hex").slice(0, 10);
  }

  /** Ids given from now on are greater than this one. */
  passed(id: string): void {
    if (!isObjectId(id)) return;
    const seconds = Number.parseInt(id.slice(0, 8), 16);
    const counter = Number.parseInt(id.slice(18), 16);
    if (seconds < this.#seconds || (seconds === this.#seconds && counter <= this.#counter)) return;
    this.#seconds = seconds;
    this.#counter = counter;
  }

  next(now: Date): string {
    const seconds = Math.floor(now.getTime() / 1000);
    if (seconds > this.#seconds) {
      this.#seconds = seconds;
      this.#counter = 0;
    } else if (this.#counter === maxCounter) {
      this.#seconds += 1;
      this.#counter = 0;
    }
    this.#counter += 1;
    return hex(this.#seconds, 8) + this.#machine + hex(this.#counter, 6);
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
