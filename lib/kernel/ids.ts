import { z } from "zod";

/** Row ids are random UUIDs. Text from an address or a form is one only after this schema. */
export const rowId = z.uuid();

export const newId = (): string => globalThis.crypto.randomUUID();

/** For addresses: an id that cannot exist is answered like one that does not. */
export const isRowId = (text: string): boolean => rowId.safeParse(text).success;
