/** The word after a name; null when the name is absent or nothing stands behind it. */
export function valueOf(args: readonly string[], name: string): string | null {
  const at = args.indexOf(name);
  const value = at < 0 ? undefined : args[at + 1];
  return value === undefined || value.startsWith("--") ? null : value;
}

/** Says on the error output why nothing is done; gives the exit code back: 2 for wrong arguments, 1 for a fault. */
export function stop(code: 1 | 2, sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}
