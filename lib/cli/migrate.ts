import { main } from "@/lib/cli/command-line";
import { migrateDatabase } from "@/lib/platform/db/migrate";

// `npm run migrate`: brings the database of an installation to this build. The only command that uses the owner's
// address; it needs no other setting, so that a release job can run it without the secrets of the application.
await main(async () => {
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) throw new Error("DATABASE_OWNER_URL is missing: set the address of the database with the role that owns the tables.");
  const { applied } = await migrateDatabase(url);
  process.stdout.write(applied.length === 0 ? "The database is up to date.\n" : `Applied: ${applied.join(", ")}.\n`);
});
