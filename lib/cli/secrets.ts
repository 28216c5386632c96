import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";

const secrets = z.object({
  databasePassword: z.string().min(20),
  ownerPassword: z.string().min(20),
  webPassword: z.string().min(20),
  nextAuthSecret: z.string().min(20),
  vaultKeys: z.string().min(40),
  sandboxControlKey: z.string().min(20),
});
export type EmbeddedSecrets = z.infer<typeof secrets>;

/**
 * Secrets of the embedded mode: made on the first start into the data folder, readable by its owner only, and the same
 * for ever after. Losing the file means losing the Holded tokens that were sealed with it.
 */
export function embeddedSecrets(dataDir: string): EmbeddedSecrets {
  const file = path.join(dataDir, "secrets.json");
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (fs.existsSync(file)) return secrets.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const word = () => randomBytes(24).toString("base64url");
  const made: EmbeddedSecrets = {
    databasePassword: word(),
    ownerPassword: word(),
    webPassword: word(),
    nextAuthSecret: word(),
    vaultKeys: `1:${randomBytes(32).toString("base64")}`,
    sandboxControlKey: word(),
  };
  const fresh = `${file}.new`;
  fs.writeFileSync(fresh, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(fresh, file);
  return made;
}
