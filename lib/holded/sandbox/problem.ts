const known: Readonly<Record<number, readonly [type: string, title: string]>> = {
  400: ["bad-request", "Bad request"],
  401: ["unauthorized", "Unauthorized"],
  403: ["forbidden", "Forbidden"],
  404: ["not-found", "Not found"],
  409: ["conflict", "Conflict"],
  413: ["payload-too-large", "Payload too large"],
  422: ["unprocessable-entity", "Unprocessable entity"],
  429: ["rate-limit", "Rate limit exceeded"],
  500: ["internal-server-error", "Internal server error"],
  501: ["not-implemented", "Not implemented"],
};

/**
 * A refusal in the words of Holded (`application/problem+json`). Handlers throw it, and the transaction they run in is
 * undone with it, so that a refused call leaves nothing behind.
 */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.headers = headers;
  }

  /** The body on the wire. */
  get body(): { readonly type: string; readonly title: string; readonly status: number; readonly detail: string } {
    const [type, title] = known[this.status] ?? ["error", "Error"];
    return { type: `https://api.holded.com/problems/${type}`, title, status: this.status, detail: this.message };
  }
}

export const notFound = (): Problem => new Problem(404, "Not Found");
export const unprocessable = (detail: string): Problem => new Problem(422, detail);
