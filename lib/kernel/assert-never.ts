/** Ends a `switch` over a union: the compiler refuses a forgotten case, and a bad row at run time is a thrown bug. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
