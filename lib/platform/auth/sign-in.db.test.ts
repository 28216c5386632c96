import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { authenticate } from "@/lib/platform/auth/authenticate";
import { hashPassword, verifyPassword } from "@/lib/platform/auth/password";
import { personOf, signOutEverywhere } from "@/lib/platform/auth/session";
import { sessionCookie, sessionToken } from "@/lib/platform/auth/session-token";
import { countAttempt } from "@/lib/platform/auth/throttle";
import { personScope } from "@/lib/platform/db/scope";
import { required } from "@/lib/platform/env";
import { testDatabase } from "@/lib/testing/database";
import { accountant, company, type TestPerson } from "@/lib/testing/people";
import { browserHeaders } from "@/lib/testing/request-headers";

const database = testDatabase();
const password = "una contraseña con eñe";
const newAddress = () => `192.0.2.${Math.floor(Math.random() * 250)} ${randomUUID()}`;

async function anaWithPassword(): Promise<TestPerson> {
  const { ana } = await company().with(accountant("ana"));
  const passwordHash = await hashPassword(password);
  await personScope(ana.personId, (tx) => tx.person.update({ where: { id: ana.personId }, data: { passwordHash }, select: { id: true } }));
  return ana;
}

describe("signing in", () => {
  it("works with the right password, however the e-mail is written", async () => {
    const ana = await anaWithPassword();
    const signedIn = await authenticate({ email: `  ${ana.email.toUpperCase()} `, password, address: newAddress() });
    expect(signedIn).toEqual({ ok: true, value: { personId: ana.personId, sessionVersion: 1 } });
  });

  it("refuses a wrong password and an unknown e-mail with the same words", async () => {
    const ana = await anaWithPassword();
    const wrong = await authenticate({ email: ana.email, password: `${password}.`, address: newAddress() });
    const unknown = await authenticate({ email: `${randomUUID()}@visto.example`, password, address: newAddress() });
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ ok: false, error: { code: "auth.bad_credentials" } });
  });

  it("costs the same work for an unknown e-mail", async () => {
    const hash = await hashPassword(password);
    await verifyPassword("warm up", undefined);
    const timed = async (stored: string | undefined) => {
      const started = performance.now();
      for (let i = 0; i < 4; i++) expect(await verifyPassword("wrong", stored)).toBe(false);
      return performance.now() - started;
    };
    const [known, unknown] = [await timed(hash), await timed(undefined)];
    expect(unknown / known).toBeGreaterThan(0.3);
    expect(unknown / known).toBeLessThan(3);
  });

  it("never accepts a person whose stored hash is no argon2id", async () => {
    expect(await verifyPassword("no password", "no password")).toBe(false);
    expect(await verifyPassword("", "")).toBe(false);
  });

  it("refuses a password longer than any person types before doing work", async () => {
    const ana = await anaWithPassword();
    const result = await authenticate({ email: ana.email, password: "x".repeat(100_000), address: newAddress() });
    expect(result).toMatchObject({ ok: false, error: { code: "auth.bad_credentials" } });
  });
});

describe("guessing", () => {
  it("stops after five wrong passwords from one address, also with the right one, and says how long", async () => {
    const [ana, address] = [await anaWithPassword(), newAddress()];
    for (let i = 0; i < 5; i++)
      expect(await authenticate({ email: ana.email, password: `guess ${i}`, address })).toMatchObject({
        error: { code: "auth.bad_credentials" },
      });
    const sixth = await authenticate({ email: ana.email, password, address });
    expect(sixth).toMatchObject({
      ok: false,
      error: { code: "auth.too_many_attempts", detail: { seconds: expect.any(Number) as number } },
    });
  });

  it("does not lock her out from another address", async () => {
    const [ana, address] = [await anaWithPassword(), newAddress()];
    for (let i = 0; i < 6; i++) await countAttempt({ email: ana.email, address });
    expect(await authenticate({ email: ana.email, password, address: newAddress() })).toMatchObject({ ok: true });
  });

  it("is counted per e-mail from anywhere, and per address for any e-mail", async () => {
    const email = `${randomUUID()}@visto.example`;
    for (let i = 0; i < 30; i++) expect(await countAttempt({ email, address: newAddress() })).toBe(0);
    expect(await countAttempt({ email, address: newAddress() })).toBeGreaterThan(0);
    const address = newAddress();
    for (let i = 0; i < 60; i++) expect(await countAttempt({ email: `${randomUUID()}@visto.example`, address })).toBe(0);
    expect(await countAttempt({ email: `${randomUUID()}@visto.example`, address })).toBeGreaterThan(0);
  });

  it("cannot slip through by trying many at once", async () => {
    const [email, address] = [`${randomUUID()}@visto.example`, newAddress()];
    const waits = await Promise.all(Array.from({ length: 12 }, () => countAttempt({ email, address })));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  it("may go on when the window is over", async () => {
    const [email, address, now] = [`${randomUUID()}@visto.example`, newAddress(), Date.now()];
    for (let i = 0; i < 6; i++) await countAttempt({ email, address }, () => new Date(now));
    expect(await countAttempt({ email, address }, () => new Date(now + 14 * 60_000))).toBeGreaterThan(0);
    expect(await countAttempt({ email, address }, () => new Date(now + 16 * 60_000))).toBe(0);
  });

  it("starts again after a right password, and leaves no e-mail in the table", async () => {
    const [ana, address] = [await anaWithPassword(), newAddress()];
    for (let i = 0; i < 4; i++) await authenticate({ email: ana.email, password: "wrong", address });
    await authenticate({ email: ana.email, password, address });
    for (let i = 0; i < 5; i++) expect(await countAttempt({ email: ana.email, address })).toBe(0);
    const rows = await database.asSuperuser("SELECT key FROM sign_in_attempt");
    expect(JSON.stringify(rows)).not.toContain("@");
  });
});

describe("a session", () => {
  it("is of the person it was made for", async () => {
    const { ana } = await company().with(accountant("ana"));
    expect(await personOf(await browserHeaders(ana))).toMatchObject({ id: ana.personId, email: ana.email });
  });

  it("ends everywhere at once when she asks for it", async () => {
    const { ana } = await company().with(accountant("ana"));
    const [phone, office] = [await browserHeaders(ana), await browserHeaders(ana)];
    await signOutEverywhere(ana.personId);
    expect([await personOf(phone), await personOf(office)]).toEqual([null, null]);
    expect(await personOf(await browserHeaders(ana, 2))).toMatchObject({ id: ana.personId });
  });

  it("of somebody else does not end", async () => {
    const { ana, eva } = await company().with(accountant("ana"), accountant("eva"));
    await signOutEverywhere(ana.personId);
    expect(await personOf(await browserHeaders(eva))).toMatchObject({ id: eva.personId });
  });

  it.each(["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."])("is not made of %j", async (token) => {
    expect(await personOf(new Headers({ cookie: `${sessionCookie().name}=${token}` }))).toBeNull();
  });

  it("is not made with another secret, without a version, or after its end", async () => {
    const { ana } = await company().with(accountant("ana"));
    const secret = required("NEXTAUTH_SECRET");
    const tokens = [
      await encode({ token: { sub: ana.personId, ver: 1 }, secret: `${secret}x` }),
      await encode({ token: { sub: ana.personId }, secret }),
      await encode({ token: { sub: ana.personId, ver: 1 }, secret, maxAge: -60 }),
    ];
    for (const token of tokens) expect(await personOf(new Headers({ cookie: `${sessionCookie().name}=${token}` }))).toBeNull();
    const good = await sessionToken({ personId: ana.personId, sessionVersion: 1 });
    expect(await personOf(new Headers({ cookie: `${sessionCookie().name}=${good}` }))).not.toBeNull();
  });
});
