import "server-only";
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { ok, refuse, fail, type Result } from "@/lib/kernel/result";
import { portOf, type Security } from "@/lib/mailbox/model";
import { env } from "@/lib/platform/env";

/** An address that may be connected to, with the name that its certificate has to carry. */
type MailHost = { readonly address: string; readonly name: string; readonly port: number };

/**
 * Resolves the host of a mailbox once and says whether one may connect there: to the two ports of IMAP and no other, not
 * to this machine, and on an installation for several companies not to private networks either. What is resolved here is
 * what is connected to, so that a name cannot mean something else a moment later.
 * Refused: `mailbox.address_not_allowed`, `mailbox.unknown_host`.
 */
export async function mailHost(host: string, security: Security, port?: number): Promise<Result<MailHost>> {
  const name = host.replace(/^\[|\]$/gu, "");
  if (isIP(name) === 0 && !/^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\.?$/iu.test(name))
    return refuse("mailbox.address_not_allowed");
  const addresses = await addressesOf(name);
  const [first] = addresses;
  if (first === undefined) return fail({ code: "mailbox.unknown_host", retry: "later" });
  const wanted = port ?? portOf[security];
  // One address that may not be connected to is enough: a name that points outside and inside is a trap.
  const allowed = addresses.every((address) => mayConnect(address, wanted, security));
  return allowed ? ok({ address: first, name, port: wanted }) : refuse("mailbox.address_not_allowed");
}

async function addressesOf(name: string): Promise<readonly string[]> {
  if (isIP(name) !== 0) return [name];
  try {
    // Many machines have no way out by IPv6, whatever the names say.
    return (await lookup(name, { all: true, order: "ipv4first" })).map(({ address }) => address);
  } catch {
    return []; // Every code of a failed look-up means the same for the person: nobody knows this name now.
  }
}

function mayConnect(address: string, port: number, security: Security): boolean {
  const { NODE_ENV, VISTO_MODE } = env();
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (loopback.check(address, family)) return NODE_ENV !== "production";
  if (port !== portOf[security] || never.check(address, family)) return false;
  return VISTO_MODE === "embedded" || !privateNetworks.check(address, family);
}

function blockList(...subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = "", prefix] = subnet.split("/");
    list.addSubnet(net, Number(prefix), net.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}

// A check of an IPv6 address that carries an IPv4 one looks at the latter too.
const loopback = blockList("127.0.0.0/8", "::1/128");
/** Nothing, link-local (where clouds keep their secrets), several receivers, translations. */
const never = blockList("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8", "64:ff9b::/96"); // prettier-ignore
const privateNetworks = blockList("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "fc00::/7");
