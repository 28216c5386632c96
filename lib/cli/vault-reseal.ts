import { parseArgs } from "node:util";
import { main, refuseUnsafeStart } from "@/lib/cli/command-line";
import { withClient } from "@/lib/platform/db/with-client";
import { env } from "@/lib/platform/env";
import { resealAll, sealedVersions } from "@/lib/platform/sealed-values";

const help = `npm run vault:reseal [-- --count]
Seals every secret in the database with the newest master key of VAULT_KEYS. It may run while the product works, be
stopped and be started again; the workers do the same every night. Afterwards it says which versions are still in use:
a key that is not may leave VAULT_KEYS.
  --count   only says which versions are in use
`;

await main(async () => {
  const { values } = parseArgs({ options: { count: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) return void process.stdout.write(help);
  await refuseUnsafeStart();
  if (!values.count) {
    const { moved, version } = await resealAll();
    process.stdout.write(`${moved} ${moved === 1 ? "value" : "values"} moved to version ${version}.\n`);
  }
  const versions = await withClient(env().DATABASE_URL, sealedVersions);
  for (const [version, count] of [...versions].sort(([a], [b]) => a - b)) process.stdout.write(`version ${version}: ${count} in use\n`);
});
