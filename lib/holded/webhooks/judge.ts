import { isSignedBy } from "@/lib/holded/webhooks/signature";

/** What a delivery says of itself. */
export type Arrived = {
  readonly rawBody: Uint8Array;
  readonly event: string | null;
  readonly deliveryId: string | null;
  readonly date: string | null;
  readonly accountId: string | null;
  readonly signature: string | null;
};

export type Known = {
  /** The valid secrets: one, or two while it is being changed. */
  readonly secrets: readonly string[];
  readonly acceptsUnsigned: boolean;
  /** As the first signed delivery named it. */
  readonly accountId: string | null;
  readonly now: Date;
};

const refusals = [
  "unsigned",
  "bad_signature",
  "no_secret",
  "no_event",
  "no_id",
  "no_date",
  "too_old",
  "from_the_future",
  "other_account",
  "not_json",
] as const;
export type Refusal = (typeof refusals)[number];

export const isRefusal = (word: string): word is Refusal => refusals.some((one) => one === word);

export type Verdict =
  | { readonly taken: true; readonly event: string; readonly deliveryId: string; readonly isSigned: boolean; readonly body: unknown }
  | { readonly taken: false; readonly reason: Refusal };

/** Retries of Holded grow apart over days; what is older is repaired at night. */
const maxAgeMs = 3 * 86_400_000;
const maxAheadMs = 15 * 60_000;

/**
 * Whether a delivery is taken. It is never more than a hint to read an object again; what cannot be verified is refused
 * all the same, so that a stranger can neither make us spend calls nor keep us busy.
 */
export function judge(arrived: Arrived, known: Known): Verdict {
  const isSigned = arrived.signature !== null && known.secrets.length > 0;
  if (isSigned && !isSignedBy(arrived.rawBody, arrived.signature ?? "", known.secrets)) return refused("bad_signature");
  if (!isSigned && !known.acceptsUnsigned) return refused(arrived.signature === null ? "unsigned" : "no_secret");
  const { event, deliveryId } = arrived;
  if (event === null || !/^[a-z]{1,40}\.[a-z_]{1,40}$/i.test(event)) return refused("no_event");
  if (deliveryId === null || !/^[\x21-\x7e]{1,128}$/.test(deliveryId)) return refused("no_id");
  const late = ageOf(arrived.date, known.now);
  if (late !== null) return refused(late);
  if (known.accountId !== null && arrived.accountId !== null && arrived.accountId !== known.accountId) return refused("other_account");
  const body = jsonOf(arrived.rawBody);
  return body === undefined ? refused("not_json") : { taken: true, event: event.toLowerCase(), deliveryId, isSigned, body };
}

const refused = (reason: Refusal): Verdict => ({ taken: false, reason });

function ageOf(date: string | null, now: Date): Refusal | null {
  const at = date === null ? null : momentOf(date.trim());
  if (at === null) return "no_date";
  if (now.getTime() - at > maxAgeMs) return "too_old";
  return at - now.getTime() > maxAheadMs ? "from_the_future" : null;
}

/** Seconds or milliseconds since 1970, or any date with a time: the form of the header was never published. */
function momentOf(text: string): number | null {
  if (/^\d{10}(?:\.\d+)?$/.test(text)) return Number(text) * 1_000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function jsonOf(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(rawBody)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
