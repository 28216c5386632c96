import { describe, expect, it } from "vitest";
import ca from "@/lib/platform/i18n/messages/ca.json";
import en from "@/lib/platform/i18n/messages/en.json";
import es from "@/lib/platform/i18n/messages/es.json";

describe("the sentence for a key of Holded's old API", () => {
  it.each([
    ["es", es, ["Ajustes > Desarrolladores > Credenciales > Añadir token", "permisos", "esta página", "pat_"]],
    ["en", en, ["Settings > Developers > Credentials > Add API token", "permissions", "this page", "pat_"]],
    ["ca", ca, ["Ajustes > Desarrolladores > Credenciales > Añadir token", "permisos", "aquesta pàgina", "pat_"]],
  ])("says in %s where a new one is made and what to tick", (_, messages, parts) => {
    for (const part of parts) expect(messages.failure.holded.v1_key).toContain(part);
  });
});
