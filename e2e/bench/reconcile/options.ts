/** The words after a name, separated by commas; those given when the name is absent. */
export function wordsOf(args: readonly string[], name: string, otherwise: readonly string[]): readonly string[] {
  const value = args.includes(name) ? args[args.indexOf(name) + 1] : undefined;
  return value ? value.split(",") : otherwise;
}

export const seedsOf = (args: readonly string[]): readonly string[] => wordsOf(args, "--seeds", ["1", "2", "3"]);
