import { randomBytes, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";
import { main, refuseUnsafeStart } from "@/lib/cli/command-line";
import { checkTaxId } from "@/lib/kernel/tax-id";
import { audit } from "@/lib/platform/audit";
import { hashPassword } from "@/lib/platform/auth/password";
import { companyScope, signInScope, systemScope } from "@/lib/platform/db/scope";
import { env } from "@/lib/platform/env";

const help = `npm run company -- --name "Ferretería Ejemplo, S.L." --tax-id B12345674 --admin correo@empresa.es [--admin-name "Marta Ibáñez"]
Creates a company and its first administrator. Prints a one-time password when the person is new.
`;

const wanted = z.object({
  name: z.string().min(2).max(120),
  "tax-id": z.string(),
  admin: z.email(),
  "admin-name": z.string().min(2).max(120).optional(),
});

await main(async () => {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      "tax-id": { type: "string" },
      admin: { type: "string" },
      "admin-name": { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return void process.stdout.write(help);
  const given = wanted.safeParse(values);
  if (!given.success)
    throw new Error(`Missing or malformed: ${given.error.issues.map((i) => `--${i.path.join(".")}`).join(", ")}.\n${help}`);
  if (env().VISTO_MODE !== "embedded") await refuseUnsafeStart();
  await create(given.data);
});

async function create(given: z.infer<typeof wanted>): Promise<void> {
  const taxId = checkTaxId(given["tax-id"]);
  if (!taxId.valid) throw new Error(`The tax id ${given["tax-id"]} does not pass its check digits.`);
  const slug = slugOf(given.name);
  const taken = await systemScope((tx) => tx.company.findUnique({ where: { slug }, select: { id: true } }));
  if (taken) throw new Error(`There is a company with the address ${slug} already: choose another name.`);
  const email = given.admin.toLowerCase();
  const found = await signInScope(email, (tx) => tx.person.findUnique({ where: { email }, select: { id: true } }));
  const password = randomBytes(12).toString("base64url");
  const passwordHash = found ? "" : await hashPassword(password);
  const personId = found?.id ?? randomUUID();
  const name = given["admin-name"] ?? email.split("@")[0] ?? email;
  const scope = companyScope({ companyId: randomUUID(), environment: "live" });
  await scope.write(async (tx) => {
    await tx.company.createMany({ data: [{ id: scope.companyId, slug, name: given.name, taxId: taxId.normalized, environment: "live" }] });
    // Not `create`: it reads the row back, which row-level security shows only to colleagues, and she is none yet.
    if (!found) await tx.person.createMany({ data: [{ id: personId, email, name, initials: initialsOf(name), passwordHash }] });
    await tx.membership.createMany({ data: [{ companyId: scope.companyId, personId, role: "admin" }] });
    await audit(tx, scope, { kind: "system" }, "company.created", `company:${scope.companyId}`, { slug, admin: personId });
  });
  process.stdout.write(`${given.name}: /${slug}\n${email}: ${found ? "keeps the password she has" : password}\n`);
}

function slugOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/\bs\.?\s?[la]\.?(\s?u\.?)?$/u, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/).filter(Boolean);
  return [words[0], words[1]].map((w) => w?.[0]?.toUpperCase() ?? "").join("");
}
