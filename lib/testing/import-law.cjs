/**
 * The import law of the house: data moves left to right and never back. Run by `npm run import-law`, which also fails
 * when no module was seen.
 */
const ours = "^(app|components|lib)/";
const tests = "\\.(test|db\\.test|contract\\.test)\\.tsx?$|^lib/testing/|^e2e/";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: { pathNot: "generated" }, to: { circular: true, viaOnly: { pathNot: "generated" } } },
    {
      name: "kernel-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^lib/kernel/", pathNot: tests },
      to: { path: ours, pathNot: "^lib/kernel/" },
    },
    {
      name: "language-imports-kernel-only",
      severity: "error",
      from: { path: "^lib/language/", pathNot: tests },
      to: { path: ours, pathNot: "^lib/(kernel|language)/" },
    },
    {
      name: "an-agent-never-imports-another",
      severity: "error",
      from: { path: "^lib/agents/([^/]+)/", pathNot: tests },
      to: { path: "^lib/agents/([^/]+)/", pathNot: "^lib/agents/$1/" },
    },
    {
      name: "agents-pure-part-stays-pure",
      comment: "Only store, run and kind of an agent touch database, documents or review.",
      severity: "error",
      from: { path: "^lib/agents/[^/]+/", pathNot: `(store|run|kind)\\.ts$|${tests}` },
      to: {
        path: ours,
        pathNot:
          "^lib/(kernel|language|agents)/|^lib/documents/(model|statements/(model|csv/mapping))\\.ts$|^lib/holded/push-plan\\.ts$|^lib/review/(model|view)\\.ts$",
      },
    },
    {
      name: "lib-and-components-never-import-app",
      severity: "error",
      from: { path: "^(lib|components)/" },
      to: { path: "^app/" },
    },
    {
      name: "components-import-pure-files-only",
      severity: "error",
      from: { path: "^components/", pathNot: tests },
      to: {
        path: "^lib/(platform/(db|auth|http|jobs|audit|vault|env|telemetry)|inbox|documents/(?!model|xml/parse-xml|statements/)|holded/(?!push-plan|push-steps|outbox/doubt\\.ts)|testing|cli)",
      },
    },
    {
      name: "documents-know-nothing-of-what-follows",
      severity: "error",
      from: { path: "^lib/documents/", pathNot: tests },
      to: { path: "^lib/(agents|review|holded|inbox)/" },
    },
    {
      name: "connector-never-decides",
      severity: "error",
      from: { path: "^lib/holded/", pathNot: tests },
      to: { path: "^lib/(agents|inbox|documents/(?!blob|store))/" },
    },
    {
      name: "review-knows-no-agent",
      severity: "error",
      from: { path: "^lib/review/", pathNot: tests },
      to: { path: "^lib/(agents|documents|inbox)/" },
    },
    {
      name: "sandbox-shares-no-code-with-the-client",
      severity: "error",
      from: { path: "^lib/holded/sandbox/", pathNot: tests },
      to: { path: ours, pathNot: "^lib/holded/(sandbox/|openapi)" },
    },
    {
      name: "nobody-imports-the-sandbox",
      severity: "error",
      from: { path: ours, pathNot: `^lib/holded/sandbox/|^lib/cli/|^prisma/|${tests}` },
      to: { path: "^lib/holded/sandbox/" },
    },
    {
      name: "only-the-second-reader-speaks-to-a-model",
      severity: "error",
      from: { path: ours, pathNot: "^lib/claude/" },
      to: { path: "node_modules/(@anthropic-ai|google-auth-library)/" },
    },
    {
      name: "only-stores-and-scopes-see-the-database-client",
      severity: "error",
      from: { path: ours, pathNot: `^lib/platform/|${tests}` },
      to: { path: "^lib/platform/db/(client|generated/client)", dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "lib/platform/db/generated|\\.next" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ["import", "node", "default", "types"], exportsFields: ["exports"] },
  },
};
