import "server-only";
import "@/lib/agents/all";
import { connectionView } from "@/lib/holded/connection";
import type { CurrentPerson } from "@/lib/platform/auth/session";
import { openFor, type OpenedCompany } from "@/lib/platform/http/membership";
import { companiesOf } from "@/lib/platform/http/membership";
import { queuePage } from "@/lib/review/queue-page";
import type { CompanyCard } from "@/components/shell/company-card";

/** What each of a person's companies has for her, in the environment that opens first. */
export async function loadOverview(person: CurrentPerson): Promise<readonly CompanyCard[]> {
  const companies = await companiesOf(person.id);
  const cards = await Promise.all(
    companies.map(async ({ slug, environment }) => {
      const opened = await openFor(person, { company: slug, environment }, "company.read");
      // Removed from the company between the two questions.
      return opened.ok ? cardOf(opened.value) : null;
    }),
  );
  return cards.filter((card) => card !== null);
}

async function cardOf({ scope, actor, company, environment, role, can }: OpenedCompany): Promise<CompanyCard> {
  const [connection, queue] = await Promise.all([
    connectionView(scope),
    can("invoices.read") ? queuePage(scope, actor, { limit: 1 }) : null,
  ]);
  return {
    slug: company.slug,
    name: company.name,
    environment,
    role,
    counts: queue?.counts ?? null,
    connection: connection?.status ?? "none",
    canConnect: can("settings.write"),
    quota: connection?.usage?.month ?? null,
  };
}
