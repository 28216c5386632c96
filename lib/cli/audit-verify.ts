import { parseArgs } from "node:util";
import { main } from "@/lib/cli/command-line";
import { verifyChain } from "@/lib/platform/audit";
import { companyScope, systemScope } from "@/lib/platform/db/scope";
import { environment } from "@/lib/review/model";

const help = `npm run audit:verify [-- --company <slug>] [--environment sandbox|live]
Recomputes the audit trail of one company or of all. Ends with 1 at the first trail that does not verify.
`;

await main(async () => {
  const { values } = parseArgs({ options: { company: { type: "string" }, environment: { type: "string" }, help: { type: "boolean" } } });
  if (values.help) return void process.stdout.write(help);
  const companies = await systemScope((tx) =>
    tx.company.findMany({
      where: values.company ? { slug: values.company } : {},
      select: { id: true, slug: true },
      orderBy: { slug: "asc" },
    }),
  );
  if (companies.length === 0) throw new Error(values.company ? `There is no company ${values.company}.` : "There is no company yet.");
  const environments = values.environment === undefined ? environment.options : [environment.parse(values.environment)];
  for (const { id, slug } of companies)
    for (const where of environments) await report(slug, companyScope({ companyId: id, environment: where }));
});

async function report(slug: string, scope: ReturnType<typeof companyScope>): Promise<void> {
  const verdict = await verifyChain(scope);
  const place = `${slug} ${scope.environment}`;
  if (verdict.ok) return void process.stdout.write(`${place}: ${verdict.entries} entries verified, head ${verdict.head}\n`);
  process.stdout.write(
    `${place}: BROKEN at entry ${verdict.brokenAt} (${verdict.problem}), ${verdict.entries} entries before it verified\n`,
  );
  process.exitCode = 1;
}
