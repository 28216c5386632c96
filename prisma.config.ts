import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's command line insists on a native schema engine that it downloads; ours is the WebAssembly build of the
// same engine from the registry. On Windows the native engine is left in charge.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, "prisma/schema-engine.mjs");
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://postgres@127.0.0.1:55432/visto" },
});
