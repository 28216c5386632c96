import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { failureCodes } from "@/lib/kernel/result";
import { commands } from "@/components/shell/keys";
import { roles } from "@/lib/platform/actor";
import { locales } from "@/lib/platform/i18n/locales";
import { loadMessages } from "@/lib/platform/i18n/messages";
import { permissions } from "@/lib/platform/permissions";

const flat = Object.fromEntries(await Promise.all(locales.map(async (locale) => [locale, flatten(await loadMessages(locale))] as const)));
const source = flat["es"] ?? new Map<string, string>();

describe("the message catalogues", () => {
  it.each(locales)("%s has exactly the keys of the Spanish source", (locale) => {
    expect([...(flat[locale]?.keys() ?? [])].sort()).toEqual([...source.keys()].sort());
  });

  it.each(locales)("%s asks for the same arguments as the Spanish source", (locale) => {
    const different = [...(flat[locale] ?? [])].filter(
      ([key, text]) => argumentsOf(text).join() !== argumentsOf(source.get(key) ?? "").join(),
    );
    expect(different).toEqual([]);
  });

  it.each(locales)("%s leaves no sentence empty and every one can be formatted", async (locale) => {
    const problems: string[] = [];
    const t = createTranslator({ locale, messages: await loadMessages(locale), onError: (error) => problems.push(error.message) });
    for (const [key, text] of flat[locale] ?? []) {
      if (text.trim() === "") problems.push(`${key} is empty`);
      t(key as never, Object.fromEntries(argumentsOf(text).map((name) => [name, 2])) as never);
    }
    expect(problems).toEqual([]);
  });

  it("have a sentence for every failure, role, permission and command", () => {
    const wanted = [
      ...failureCodes.map((code) => `failure.${code}`),
      ...roles.map((role) => `roles.${role}`),
      ...permissions.map((permission) => `permissions.${permission.replaceAll(".", "__")}`),
      ...commands.map((command) => `shell.command.${command.id}`),
    ];
    expect(wanted.filter((key) => !source.has(key))).toEqual([]);
  });

  it("never raise their voice in Spanish or Catalan", () => {
    const loud = [...source, ...(flat["ca"] ?? [])].filter(([, text]) => /[¡!]/.test(text));
    expect(loud).toEqual([]);
  });
});

function flatten(node: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === "string" ? [[path + key, value] as const] : [...flatten(value as object, `${path}${key}.`)],
    ),
  );
}

/** Names of the ICU arguments: what follows a brace at an even depth; the braces in between hold plural branches. */
function argumentsOf(text: string): readonly string[] {
  const names = new Set<string>();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && depth++ % 2 === 0) names.add(/^\w+/.exec(text.slice(at + 1).trimStart())?.[0] ?? "?");
    if (text[at] === "}") depth--;
  }
  return [...names].sort();
}
