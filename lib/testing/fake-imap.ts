import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import { testCertificate } from "@/lib/testing/certificate";

type Message = { readonly uid: number; readonly bytes: Buffer; readonly arrived: Date; readonly flags: Set<string> };

/** How the server misbehaves. */
type ImapFaults = {
  /** Hangs up in the middle of the next so many messages. */
  dropsInFetch: number;
  /** Hangs up right after the greeting. */
  hangsUp: boolean;
  /** Never answers the opening of a folder. */
  isMute: boolean;
  /** Says something every now and then instead. */
  dawdles: boolean;
  /** Says a size for every message. */
  size: number | null;
  /** Numbers of messages whose text it does not give. */
  readonly refuses: Set<number>;
  /** Tells of another message before the one that is asked for. */
  chatters: boolean;
  /** Does not say when a message came. */
  hidesDates: boolean;
  /** Sends so much more of every message than it announced; `ignoresRange`: however little was asked for. */
  swells: { readonly bytes: number; readonly ignoresRange: boolean } | null;
  /** Answers these commands without end. */
  readonly floods: Set<"LIST" | "UID SEARCH" | "UID FETCH">;
};

export type FakeImap = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** PEM to trust. */
  readonly trust: string;
  readonly faults: ImapFaults;
  readonly folders: Map<string, Message[]>;
  /** Every command that came, without its tag; of a login only the word. */
  readonly commands: string[];
  uidValidity: number;
  readonly add: (bytes: Uint8Array, folder?: string, arrived?: Date) => number;
  readonly close: () => Promise<void>;
};

type Options = { readonly security?: "tls" | "starttls" | "none"; readonly name?: string };

/**
 * A mail server on this machine that speaks as much of IMAP as reading a folder takes, over real TLS, and that can fail
 * like a real one. `none` has no encryption to offer.
 */
export async function fakeImap({ security = "tls", name = "localhost" }: Options = {}): Promise<FakeImap> {
  const { key, cert } = testCertificate(name);
  const sockets = new Set<Socket>();
  let uid = 0;
  const folders = new Map<string, Message[]>([["INBOX", []], ["Facturas", []]]); // prettier-ignore
  const state = { user: "ana@cliente.example", password: "llave", faults: { dropsInFetch: 0, hangsUp: false, isMute: false, dawdles: false, size: null, refuses: new Set<number>(), chatters: false, hidesDates: false, swells: null, floods: new Set() } as ImapFaults, folders, commands: [] as string[], uidValidity: 7 }; // prettier-ignore
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
  };
  const server =
    security === "tls"
      ? tls.createServer({ key, cert }, (socket) => new Session(socket, state as FakeImap, null).greet())
      : net.createServer((socket) => new Session(socket, state as FakeImap, security === "none" ? null : { key, cert }).greet());
  server.on("connection", accept).on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    trust: cert,
    add: (bytes: Uint8Array, folder = "Facturas", arrived = new Date()) => {
      uid += 1;
      folders.get(folder)?.push({ uid, bytes: Buffer.from(bytes), arrived, flags: new Set() });
      return uid;
    },
    close: () => new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  }); // prettier-ignore
}

class Session {
  private pending = "";
  private folder: Message[] = [];
  private socket: Socket;

  constructor(
    socket: Socket,
    readonly server: FakeImap,
    private upgrade: { readonly key: string; readonly cert: string } | null,
  ) {
    this.socket = socket;
    this.listen(socket);
  }

  greet(): void {
    this.say("* OK lista");
    if (this.server.faults.hangsUp) this.socket.destroy();
  }

  private listen(socket: Socket): void {
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      this.pending += chunk.toString("latin1");
      for (let end = this.pending.indexOf("\r\n"); end >= 0; end = this.pending.indexOf("\r\n")) {
        const line = this.pending.slice(0, end);
        this.pending = this.pending.slice(end + 2);
        this.answer(line);
      }
    });
  }

  private say(...lines: readonly string[]): void {
    for (const line of lines) this.socket.write(`${line}\r\n`, "latin1");
  }

  private answer(line: string): void {
    const [tag = "", ...rest] = line.split(" ");
    const command = rest.join(" ");
    const verb = /^(?:UID )?\w+/iu.exec(command)?.[0]?.toUpperCase() ?? "";
    this.server.commands.push(verb === "LOGIN" ? "LOGIN" : command);
    if (
      (verb === "LIST" || verb === "UID SEARCH" || verb === "UID FETCH") &&
      this.server.faults.floods.has(verb) &&
      !command.endsWith('""')
    )
      return this.flood(verb);
    const done = (text = "hecho") => this.say(`${tag} OK ${text}`);
    if (verb === "CAPABILITY") {
      this.say(`* CAPABILITY IMAP4rev1${this.upgrade ? " STARTTLS LOGINDISABLED" : ""}`);
      done();
    } else if (verb === "STARTTLS" && this.upgrade) {
      done();
      this.encrypt(this.upgrade);
    } else if (verb === "LOGIN") this.login(tag, command);
    else if (verb === "LIST" || verb === "LSUB") {
      if (/"%?\*?"$/u.test(command) && !command.endsWith('""'))
        for (const path of this.server.folders.keys()) this.say(`* ${verb} (\\HasNoChildren) "/" "${path}"`);
      else this.say(`* ${verb} (\\Noselect) "/" ""`);
      done();
    } else if (verb === "EXAMINE" || verb === "SELECT") this.openFolder(tag, command);
    else if (verb === "UID SEARCH") {
      this.say(`* SEARCH${this.inRange(command).map(({ uid }) => ` ${uid}`).join("")}`); // prettier-ignore
      done();
    } else if (verb === "UID FETCH") this.fetch(tag, command);
    else if (verb === "LOGOUT") {
      this.say("* BYE");
      done();
      this.socket.end();
    } else if (verb === "NOOP" || verb === "CLOSE") done();
    else this.say(`${tag} BAD no se entiende`);
  }

  /** As fast as it is read, until it is hung up on. */
  private flood(verb: "LIST" | "UID SEARCH" | "UID FETCH", from = 1): void {
    const numbers = Array.from({ length: 2_000 }, (_, i) => from + i);
    const lines = {
      LIST: () => numbers.map((n) => `* LIST (\\HasNoChildren) "/" "carpeta ${n}"`),
      "UID SEARCH": () => [`* SEARCH ${numbers.join(" ")}`],
      "UID FETCH": () => numbers.map((n) => `* 1 FETCH (UID ${n} FLAGS (\\Seen))`),
    };
    if (this.socket.destroyed || this.socket.writableEnded) return;
    this.socket.write(`${lines[verb]().join("\r\n")}\r\n`, "latin1", (error) =>
      error ? undefined : setImmediate(() => this.flood(verb, from + 2_000)),
    );
  }

  private encrypt(secrets: { readonly key: string; readonly cert: string }): void {
    const plain = this.socket;
    plain.removeAllListeners("data");
    this.upgrade = null;
    this.socket = new tls.TLSSocket(plain, { isServer: true, ...secrets });
    this.listen(this.socket);
  }

  private login(tag: string, command: string): void {
    const [user, password] = [...command.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gu)].slice(1).map((match) => match[1] ?? match[2] ?? "");
    const fits = user === this.server.user && password === this.server.password;
    this.say(fits ? `${tag} OK dentro` : `${tag} NO [AUTHENTICATIONFAILED] no es esa`);
  }

  private openFolder(tag: string, command: string): void {
    if (this.server.faults.isMute) return;
    if (this.server.faults.dawdles) {
      const saying = setInterval(() => this.say("* OK un momento"), 50);
      this.socket.on("close", () => clearInterval(saying));
      return;
    }
    const folder = this.server.folders.get(/^\w+ "?([^"]*)"?$/u.exec(command)?.[1] ?? "");
    if (!folder) return this.say(`${tag} NO [NONEXISTENT] no hay tal carpeta`);
    this.folder = folder;
    const next = (folder.at(-1)?.uid ?? 0) + 1;
    this.say(
      "* FLAGS (\\Seen)",
      `* ${folder.length} EXISTS`,
      `* OK [UIDVALIDITY ${this.server.uidValidity}] vale`,
      `* OK [UIDNEXT ${next}] siguiente`,
    );
    this.say(`${tag} OK [READ-ONLY] abierta`);
  }

  /** A range without end names at least the last message, as the standard says. */
  private inRange(command: string): readonly Message[] {
    const [, from = "1", to = from] = /(?:UID )?(\d+)(?::(\d+|\*))?/u.exec(command.replace(/^UID \w+ /u, "")) ?? [];
    const last = this.folder.at(-1)?.uid ?? 0;
    const [low, high] = [Number(from), to === "*" ? last : Number(to)];
    return this.folder.filter(({ uid }) => uid >= Math.min(low, high) && uid <= Math.max(low, high));
  }

  private fetch(tag: string, command: string): void {
    for (const message of this.inRange(command)) {
      const wantsSource = /BODY\.PEEK\[\]/iu.test(command);
      if (wantsSource && this.server.faults.refuses.has(message.uid)) return this.say(`${tag} NO no se puede convertir`);
      const other = this.server.faults.chatters ? this.folder.find(({ uid }) => uid !== message.uid) : undefined;
      if (other) this.say(`* ${this.folder.indexOf(other) + 1} FETCH (UID ${other.uid} FLAGS (\\Seen))`);
      if (/BODY\[\]/iu.test(command)) message.flags.add("\\Seen");
      const size = this.server.faults.size ?? message.bytes.length;
      const when = this.server.faults.hidesDates ? "" : ` INTERNALDATE "${internalDate(message.arrived)}"`;
      const head = `* ${this.folder.indexOf(message) + 1} FETCH (UID ${message.uid} RFC822.SIZE ${size}${when} ENVELOPE ${envelope(message.bytes)}`;
      if (!wantsSource) this.say(`${head})`);
      else {
        const bytes = this.bodyOf(message, command);
        this.socket.write(`${head} BODY[]${/BODY\.PEEK\[\]<0\./iu.test(command) ? "<0>" : ""} {${bytes.length}}\r\n`, "latin1");
        if (this.server.faults.dropsInFetch > 0) {
          this.server.faults.dropsInFetch -= 1;
          this.socket.write(message.bytes.subarray(0, Math.floor(message.bytes.length / 2)));
          this.socket.end();
          return;
        }
        this.socket.write(bytes);
        this.say(")");
      }
    }
    this.say(`${tag} OK hecho`);
  }

  private bodyOf({ bytes }: Message, command: string): Buffer {
    const { swells } = this.server.faults;
    const whole = swells ? Buffer.concat([bytes, Buffer.alloc(swells.bytes, "x")]) : bytes;
    const most = Number(/BODY\.PEEK\[\]<0\.(\d+)>/iu.exec(command)?.[1] ?? whole.length);
    return swells?.ignoresRange ? whole : whole.subarray(0, most);
  }
}

function internalDate(date: Date): string {
  const month = date.toLocaleString("en", { month: "short", timeZone: "UTC" });
  return `${String(date.getUTCDate()).padStart(2, "0")}-${month}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

function envelope(bytes: Buffer): string {
  const head = bytes.toString("latin1").split("\r\n\r\n")[0] ?? "";
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "imu").exec(head)?.[1] ?? null;
  const quoted = (text: string | null) => (text === null ? "NIL" : `"${text.replace(/["\\]/gu, "\\$&")}"`);
  const [, box = "", domain = ""] = /<?([^<>@\s]+)@([^<>\s]+)>?$/u.exec(field("From") ?? "") ?? [];
  return `(${quoted(field("Date"))} ${quoted(field("Subject"))} ((NIL NIL ${quoted(box)} ${quoted(domain)})) NIL NIL NIL NIL NIL NIL ${quoted(field("Message-ID"))})`;
}
