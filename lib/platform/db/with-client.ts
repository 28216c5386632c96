import "server-only";
import pg from "pg";

/** One plain connection for work that belongs to no company: migrations, roles, start checks. */
export async function withClient<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "visto-bueno" });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
