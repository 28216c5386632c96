import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { publicProfile } from "./shared-bench";

const ownFolder = path.resolve("e2e/bench/quotes");
const fileOf = (name: string) => path.join(ownFolder, `profile-${name}.json`);

/** Vocabulary and wording of our own, `profile-NAME.json`; those named "held-out…" are never developed against. */
function ownNames(): readonly string[] {
  return readdirSync(ownFolder)
    .flatMap((file) => /^profile-(.+)\.json$/.exec(file)?.[1] ?? [])
    .sort();
}

export const isHeldOut = (name: string): boolean => name.startsWith("held-out");

export type NamedProfile = { readonly name: string; readonly file: string };

/** Profiles by name; "own" and "held-out" stand for all of the kind. @throws when there is none of that name. */
export function profilesOf(words: readonly string[]): readonly NamedProfile[] {
  return words.flatMap((word) => {
    if (word === "public") return [{ name: word, file: publicProfile }];
    const names = ownNames().filter((name) => (word === "own" ? !isHeldOut(name) : word === "held-out" ? isHeldOut(name) : name === word));
    if (names.length === 0 && word !== "own" && !existsSync(fileOf(word)))
      throw new Error(`no hay perfil «${word}»; los hay: public, ${ownNames().join(", ")}`);
    return names.map((name) => ({ name, file: fileOf(name) }));
  });
}
