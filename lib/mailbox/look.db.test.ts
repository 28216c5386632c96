import { afterEach, describe, expect, it } from "vitest";
import "@/lib/agents/all";
import { scheduleLooks } from "@/lib/mailbox/handlers";
import { lookIntoMailbox } from "@/lib/mailbox/look";
import { mailboxView } from "@/lib/mailbox/mailbox-view";
import { forgetMailbox, setMailboxOn, setUpMailbox, tryMailbox } from "@/lib/mailbox/setup";
import type { CompanyScope } from "@/lib/platform/db/scope";
import { testDatabase } from "@/lib/testing/database";
import { fakeImap, type FakeImap } from "@/lib/testing/fake-imap";
import { jobsOf } from "@/lib/testing/jobs";
import { mail } from "@/lib/testing/mails";
import { admin, company, otherEnvironment } from "@/lib/testing/people";
import { codeOf, valueOf } from "@/lib/testing/proposals";

testDatabase();

const running: FakeImap[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

type Wanted = Parameters<typeof fakeImap>[0];
async function desk(wanted: Wanted = {}) {
  const { scope, ana } = await company().with(admin("ana"));
  const server = await fakeImap(wanted);
  running.push(server);
  const setup = { host: "localhost", port: server.port, security: "tls", user: server.user, password: server.password, folder: "Facturas", takesOld: true } as const; // prettier-ignore
  const save = (more: Partial<Parameters<typeof setUpMailbox>[2]> = {}) =>
    setUpMailbox(scope, ana, { ...setup, ...more }, { reach: { trust: server.trust } });
  const look = (given: CompanyScope = scope) => lookIntoMailbox(given, { reach: { trust: server.trust } });
  return { scope, ana, server, save, look };
}

const taken = (scope: CompanyScope) => scope.read((tx) => tx.document.count({ where: { source: "email" } }));
const items = (scope: CompanyScope) => scope.read((tx) => tx.proposal.count());
const factura = (mark: string) => mail({ subject: `Factura ${mark}`, text: mark });

describe("a mailbox", () => {
  it("gives each new mail once, whole, with the job that opens it, and is left as it was", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    server.add(factura("1"));
    server.add(factura("otra carpeta"), "INBOX");
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    server.add(factura("2"));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(valueOf(await look())).toEqual({ taken: 0, hasMore: false });
    expect([await taken(scope), await items(scope)]).toEqual([2, 2]);
    expect((await jobsOf(scope)).filter(({ name }) => name === "mail.open")).toHaveLength(2);
    const document = await scope.read((tx) => tx.document.findFirstOrThrow({ orderBy: { createdAt: "asc" } }));
    expect(document).toMatchObject({ fileName: "Factura 1.eml", mediaType: "message/rfc822", receivedBy: null });
    const all = [...server.folders.values()].flat();
    expect(all.every(({ flags }) => flags.size === 0)).toBe(true);
    expect(
      server.commands.some((command) => /^(?:SELECT|UID (?:STORE|COPY|MOVE|EXPUNGE)|STORE|DELETE|EXPUNGE|APPEND)/iu.test(command)),
    ).toBe(false);
    expect(await mailboxView(scope)).toMatchObject({ isOn: true, taken: 2, failure: null, folder: "Facturas" });
  });

  it("that breaks off in the middle of a mail loses none and takes none twice", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    for (const mark of ["1", "2", "3"]) server.add(factura(mark));
    server.faults.dropsInFetch = 2;
    expect(codeOf(await look())).toBe("mailbox.interrupted");
    expect(await mailboxView(scope)).toMatchObject({ failure: { code: "mailbox.interrupted" } });
    expect(codeOf(await look())).toBe("mailbox.interrupted");
    expect(valueOf(await look())).toEqual({ taken: 3, hasMore: false });
    expect([await taken(scope), await items(scope)]).toEqual([3, 3]);
    expect(await mailboxView(scope)).toMatchObject({ failure: null });
  });

  it("loses nothing when the worker dies between fetching and writing, and two workers take each mail once", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    for (const mark of ["1", "2", "3", "4"]) server.add(factura(mark));
    let writes = 0;
    const dying: CompanyScope = {
      ...scope,
      write: (fn) => (++writes > 2 ? Promise.reject(new Error("the worker died here")) : scope.write(fn)),
    };
    await expect(look(dying)).rejects.toThrow("died here");
    expect(await taken(scope)).toBe(2);
    await Promise.all([look(), look()]);
    expect([await taken(scope), await items(scope)]).toEqual([4, 4]);
  });

  it("whose numbers begin anew gives nothing twice, also under headers that the server changed", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    const old = mail({ subject: "Factura 1", text: "uno", messageId: "<uno@x>" });
    server.add(old);
    server.add(factura("2"));
    valueOf(await look());
    const folder = server.folders.get("Facturas") ?? [];
    folder.splice(0, 1);
    server.add(Buffer.concat([Buffer.from("X-Moved: yes\r\n"), old]));
    server.add(factura("3"));
    server.uidValidity = 8;
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect([await taken(scope), await items(scope)]).toEqual([3, 3]);
  });

  it("of a server that tells of other mails in between loses none", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    server.add(factura("1"));
    server.add(factura("2"));
    server.faults.chatters = true;
    expect(valueOf(await look())).toEqual({ taken: 2, hasMore: false });
    expect([await taken(scope), await items(scope)]).toEqual([2, 2]);
  });

  it("of a server that does not say when a mail came loses none", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save({ takesOld: false }));
    server.faults.hidesDates = true;
    server.add(factura("1"), "Facturas", new Date(Date.now() + 60_000));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(await items(scope)).toBe(1);
  });

  it("goes on behind a mail that the server does not give, and a person is told of it", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    server.faults.refuses.add(server.add(factura("1")));
    server.add(factura("2"));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(await mailboxView(scope)).toMatchObject({ failure: null, taken: 1, left: [{ subject: "Factura 1" }] });
    expect(valueOf(await look())).toEqual({ taken: 0, hasMore: false });
  });

  it("of a server that falls silent does not hold the worker up", async () => {
    const { scope, server, save } = await desk();
    valueOf(await save());
    server.faults.isMute = true;
    const started = performance.now();
    expect(codeOf(await lookIntoMailbox(scope, { reach: { trust: server.trust, patienceMs: 300 } }))).toBe("mailbox.interrupted");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("of a server that always has a little more to say does not hold the worker up either", async () => {
    const { scope, server, save } = await desk();
    valueOf(await save());
    server.faults.dawdles = true;
    const started = performance.now();
    const reach = { trust: server.trust, patienceMs: 300, longestMs: 1000 };
    expect(codeOf(await lookIntoMailbox(scope, { reach }))).toBe("mailbox.interrupted");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("takes another mail that bears a known id", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    server.add(mail({ text: "uno", messageId: "<siempre@x>" }));
    server.add(mail({ text: "dos", messageId: "<siempre@x>" }));
    expect(valueOf(await look())).toEqual({ taken: 2, hasMore: false });
    expect(await taken(scope)).toBe(2);
  });

  it("is looked into from when it was set up, unless the old mails are wanted too", async () => {
    const { scope, server, save, look } = await desk();
    server.add(factura("vieja"), "Facturas", new Date(Date.now() - 3_600_000));
    valueOf(await save({ takesOld: false }));
    server.add(factura("nueva"), "Facturas", new Date(Date.now() + 60_000));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    valueOf(await save({ takesOld: true, password: "" }));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(await taken(scope)).toBe(2);
  });

  it("with a mail that is too large leaves it, says which, and goes on", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    server.add(factura("enorme"));
    server.faults.size = 80 * 1024 * 1024;
    expect(valueOf(await look())).toEqual({ taken: 0, hasMore: false });
    server.faults.size = null;
    server.add(factura("2"));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(await mailboxView(scope)).toMatchObject({ left: [{ subject: "Factura enorme", from: "facturas@aldaba.example" }] });
  });

  it.each([true, false])(
    "with a mail that is larger than it was said to be leaves it, says which, and goes on (%s)",
    async (ignoresRange) => {
      const { scope, server, save } = await desk();
      const look = () => lookIntoMailbox(scope, { reach: { trust: server.trust, mostBytes: 100_000 } });
      valueOf(await save());
      server.add(factura("crecida"));
      server.faults.swells = { bytes: 200_000, ignoresRange };
      expect(valueOf(await look())).toMatchObject({ taken: 0, hasMore: ignoresRange });
      server.faults.swells = null;
      server.add(factura("2"));
      expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
      expect(await mailboxView(scope)).toMatchObject({ failure: null, left: [{ subject: "Factura crecida" }] });
    },
  );

  it.each(["UID SEARCH", "UID FETCH"] as const)(
    "of a server that answers %s without end hangs up, and loses nothing in sight",
    async (verb) => {
      const { scope, server, save, look } = await desk();
      valueOf(await save());
      server.add(factura("1"));
      server.faults.floods.add(verb);
      const before = process.memoryUsage().rss;
      const looked = await look();
      expect(codeOf(looked)).toBe(verb === "UID SEARCH" ? "mailbox.interrupted" : "ok");
      expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
      server.faults.floods.clear();
      server.add(factura("2"));
      expect(valueOf(await look())).toEqual({ taken: verb === "UID SEARCH" ? 2 : 1, hasMore: false });
      const { left } = (await mailboxView(scope)) ?? { left: [] };
      expect(left).toHaveLength(verb === "UID SEARCH" ? 0 : 1);
    },
  );

  it("of a server that lists folders without end is refused when it is set up", async () => {
    const { server, save } = await desk();
    server.faults.floods.add("LIST");
    expect(codeOf(await save({ folder: "Otra" }))).toBe("mailbox.interrupted");
  });

  it("whose numbers have wide gaps is looked into to its end", async () => {
    const { scope, server, save, look } = await desk();
    valueOf(await save());
    for (const mark of ["1", "2"]) server.add(factura(mark));
    const folder = server.folders.get("Facturas") ?? [];
    folder.splice(0, 2, ...folder.map((message, i) => ({ ...message, uid: i === 0 ? 3 : 900_000_000 })));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: true });
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    expect(await taken(scope)).toBe(2);
    expect(server.commands.filter((command) => command.startsWith("UID SEARCH")).length).toBeLessThan(25);
  });

  it("that holds many is emptied in several looks", async () => {
    const { server, save, look } = await desk();
    valueOf(await save());
    for (let mark = 0; mark < 53; mark++) server.add(factura(String(mark)));
    expect(valueOf(await look())).toEqual({ taken: 50, hasMore: true });
    expect(valueOf(await look())).toEqual({ taken: 3, hasMore: false });
  });
});

describe("setting a mailbox up", () => {
  it("is refused with the reason, and keeps the one before", async () => {
    const { scope, server, save } = await desk();
    valueOf(await save());
    expect(codeOf(await save({ password: "otra" }))).toBe("mailbox.login_refused");
    expect(codeOf(await save({ host: "no-such-host.invalid" }))).toBe("mailbox.unknown_host");
    expect(codeOf(await save({ user: "otro@x", password: "" }))).toBe("input.invalid");
    expect(codeOf(await save({ host: "169.254.169.254", port: 993 }))).toBe("mailbox.address_not_allowed");
    expect(codeOf(await save({ host: "10.0.0.1", port: 22 }))).toBe("mailbox.address_not_allowed");
    const missing = await save({ folder: "Compras" });
    expect(missing).toMatchObject({ ok: false, error: { code: "mailbox.folder_missing", detail: { folders: "INBOX\nFacturas" } } });
    server.faults.hangsUp = true;
    expect(codeOf(await save())).toBe("mailbox.unreachable");
    server.faults.hangsUp = false;
    expect(await mailboxView(scope)).toMatchObject({ host: "localhost", folder: "Facturas", user: server.user });
    expect(valueOf(await tryMailbox(scope, { reach: { trust: server.trust } }))).toEqual({ messages: 0 });
    await server.close();
    expect(codeOf(await tryMailbox(scope, { reach: { trust: server.trust } }))).toBe("mailbox.unreachable");
  });

  it("never goes on where the certificate is not good, and never in clear", async () => {
    const { scope, ana, server } = await desk({ name: "otro.example" });
    const setup = { host: "localhost", port: server.port, security: "tls", user: server.user, password: server.password, folder: "Facturas", takesOld: true } as const; // prettier-ignore
    expect(codeOf(await setUpMailbox(scope, ana, setup))).toBe("mailbox.certificate");
    expect(codeOf(await setUpMailbox(scope, ana, setup, { reach: { trust: server.trust } }))).toBe("mailbox.certificate");
    const plain = await desk({ security: "none" });
    expect(codeOf(await plain.save({ security: "starttls" }))).toBe("mailbox.no_encryption");
    expect([...server.commands, ...plain.server.commands]).not.toContain("LOGIN");
  });

  it("speaks STARTTLS where the server wants it so", async () => {
    const { server, save, look } = await desk({ security: "starttls" });
    valueOf(await save({ security: "starttls" }));
    server.add(factura("1"));
    expect(valueOf(await look())).toEqual({ taken: 1, hasMore: false });
    const commands = server.commands.map((command) => command.split(" ")[0]);
    expect(commands.indexOf("STARTTLS")).toBeLessThan(commands.indexOf("LOGIN"));
  });

  it("keeps the password sealed: neither the page nor the trail has it", async () => {
    const { scope, server, save } = await desk();
    valueOf(await save());
    const [row, trail] = await scope.read(async (tx) => [await tx.mailbox.findFirstOrThrow(), await tx.auditEntry.findMany()]);
    const all = Buffer.from(row.passwordCipher).toString("latin1") + JSON.stringify(trail, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)) + JSON.stringify(await mailboxView(scope)); // prettier-ignore
    expect(all).not.toContain(server.password);
  });

  it("may be switched off, on and undone; off, nobody looks", async () => {
    const { scope, ana, server, save, look } = await desk();
    valueOf(await save());
    server.add(factura("1"));
    valueOf(await setMailboxOn(scope, ana, false));
    expect(codeOf(await look())).toBe("mailbox.none");
    const asked = async () => (await jobsOf(scope)).filter(({ name }) => name === "mailbox.look").length;
    const before = await asked();
    await scheduleLooks();
    expect(await asked()).toBe(before);
    valueOf(await setMailboxOn(scope, ana, true));
    await scheduleLooks();
    await scheduleLooks();
    expect(await asked()).toBe(1);
    expect(valueOf(await look())).toMatchObject({ taken: 1 });
    valueOf(await forgetMailbox(scope, ana));
    expect(await mailboxView(scope)).toBeNull();
    expect(codeOf(await setMailboxOn(scope, ana, true))).toBe("mailbox.none");
    expect(await taken(scope)).toBe(1);
  });

  it("belongs to one environment of one company", async () => {
    const { scope, save } = await desk();
    valueOf(await save());
    expect(await mailboxView(otherEnvironment(scope))).toBeNull();
    expect(await mailboxView((await company().with(admin("eva"))).scope)).toBeNull();
  });
});
