import { defineConfig, globalIgnores } from "eslint/config";
import nextVitals from "eslint-config-next/core-web-vitals";
import nextTs from "eslint-config-next/typescript";

export default defineConfig([
  ...nextVitals,
  ...nextTs,
  globalIgnores([".next/**", ".data/**", "lib/platform/db/generated/**", "next-env.d.ts", "public/**", "test-results/**"]),
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
        { selector: "ExportAllDeclaration", message: "No re-exports: import from where it lives." },
        { selector: "CatchClause > BlockStatement[body.length=0]", message: "A catch handles a named case or rethrows." },
      ],
    },
  },
  {
    // Command lines talk to a terminal; the sandbox is a program of its own.
    files: ["lib/cli/**", "lib/holded/sandbox/**", "prisma/**", "e2e/**", "lib/platform/telemetry.ts"],
    rules: { "no-console": "off" },
  },
  {
    // Playwright's fixtures hand over with a function called `use`, which is no React hook.
    files: ["e2e/**"],
    rules: { "react-hooks/rules-of-hooks": "off" },
  },
]);
