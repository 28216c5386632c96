import { describe, expect, it } from "vitest";
import { clientForEachTest } from "./client-for-each-test";
import type { Lead } from "./resources/leads-model";
import { demoTokens } from "./seed/demo-tokens";
import { clientOf, startWithClient, type Reply } from "./test-client";

const client = clientForEachTest();

const get = async (path: string): Promise<Record<string, unknown>> => (await client.call("GET", path)).json;
const create = async (path: string, body: unknown): Promise<string> => {
  const reply = await client.call("POST", path, body);
  if (reply.status !== 201) throw new Error(`${path} refused: ${reply.text}`);
  return String(reply.json["id"]);
};
const put = (path: string, body: unknown): Promise<Reply> => client.call("PUT", path, body);
const first = async (path: string): Promise<Readonly<Record<string, unknown>> & { readonly id: string }> => {
  const [found] = await client.items(path);
  if (!found) throw new Error(`nothing in ${path}`);
  return found;
};

describe("the sample companies", () => {
  it("share no id, whatever the kind of object", async () => {
    const ids = (account: string): readonly string[] =>
      Object.keys(client.sandbox.control.state().accounts.find((one) => one.key === account)?.objects ?? {}).flatMap(
        (kind) => JSON.stringify(client.sandbox.control.objects(kind, account)).match(/\b[a-f0-9]{24}\b/g) ?? [],
      );
    const [aldaba, quilla] = [new Set(ids("ferreteria-aldaba")), new Set(ids("estudio-quilla"))];
    expect(aldaba.size).toBeGreaterThan(100);
    expect([...aldaba].filter((id) => quilla.has(id))).toEqual([]);
  });

  it("begin every time with the same ids", async () => {
    const again = await startWithClient();
    for (const list of ["/leads", "/projects", "/employees", "/funnels"]) {
      expect((await again.items(list)).map((one) => one.id)).toEqual((await client.items(list)).map((one) => one.id));
    }
    await again.sandbox.stop();
  });

  it("each have a sales and a support funnel, leads, projects with people, and employees", async () => {
    for (const token of Object.values(demoTokens)) {
      const own = clientOf(client.sandbox, token.full);
      expect((await own.items("/funnels")).map((one) => one["name"])).toEqual(["Ventas", "Soporte"]);
      expect((await own.items("/leads")).length).toBeGreaterThan(2);
      expect((await own.items("/employees")).length).toBeGreaterThan(2);
      const users = (await own.items("/projects")).map((one) => Object.keys(one["users"] as object));
      expect(users.flat().length).toBeGreaterThan(1);
    }
  });
});

describe("leads", () => {
  const lead = async (change: object = {}): Promise<string> => {
    const funnel = await first("/funnels");
    const contact_id = await client.contact("Reformas Olmo");
    return create("/leads", { funnel_id: funnel.id, contact_id, name: "Reforma cocina", value: 4200.5, potential: 40, ...change });
  };

  it("begin in the first stage of their funnel, with amounts as text", async () => {
    const funnel = await first("/funnels");
    const [stage] = funnel["stages"] as { id: string }[];
    expect(await get(`/leads/${await lead()}`)).toMatchObject({
      contact_name: "Reformas Olmo, S.L.",
      value: "4200.50",
      potential: "40",
      stage_id: stage?.id,
      status: "open",
      due_date: null,
    });
  });

  it("keep on PUT what is not sent, and lose what is sent as null", async () => {
    const id = await lead({ due_date: "2026-12-01" });
    expect((await put(`/leads/${id}`, { name: "Reforma baño" })).json).toEqual({ id });
    expect(await get(`/leads/${id}`)).toMatchObject({ name: "Reforma baño", value: "4200.50", due_date: "2026-12-01" });
    await put(`/leads/${id}`, { due_date: null });
    expect((await get(`/leads/${id}`))["due_date"]).toBeNull();
  });

  it("move to a stage of their own funnel only", async () => {
    const [sales, support] = await client.items("/funnels");
    const id = await lead();
    const stages = (funnel: typeof sales): readonly { id: string }[] => (funnel?.["stages"] ?? []) as { id: string }[];
    expect((await put(`/leads/${id}/stage`, { stage_id: stages(sales)[2]?.id })).status).toBe(200);
    expect((await get(`/leads/${id}`))["stage_id"]).toBe(stages(sales)[2]?.id);
    expect((await put(`/leads/${id}/stage`, { stage_id: stages(support)[0]?.id })).status).toBe(422);
    expect((await put(`/leads/${id}/dates`, { date: "2026-12-24" })).json).toEqual({ id });
    expect((await get(`/leads/${id}`))["due_date"]).toBe("2026-12-24");
  });

  it("show their notes in the timeline, the only place where a note can be read", async () => {
    const id = await lead();
    const note = await create(`/leads/${id}/notes`, { title: "Correo del 14/10", description: "Pide visita" });
    expect((await put(`/leads/${id}/notes`, { note_id: note, description: "Pide visita el lunes" })).json).toEqual({ id: note });
    expect((await get(`/leads/${id}`))["events"]).toMatchObject([
      { event_id: note, type: "note", title: "Correo del 14/10", description: "Pide visita el lunes" },
    ]);
    expect((await put(`/leads/${id}/notes`, { note_id: id, title: "x" })).status).toBe(404);
  });

  it("take tasks, rename them, and lose them by a DELETE with a body", async () => {
    const id = await lead();
    const [one, two] = [await create(`/leads/${id}/tasks`, { name: "Llamar" }), await create(`/leads/${id}/tasks`, { name: "Medir" })];
    await put(`/leads/${id}/tasks`, { task_id: two, name: "Medir el hueco" });
    expect((await client.call("DELETE", `/leads/${id}/tasks`, { task_id: one })).status).toBe(204);
    expect((await get(`/leads/${id}`))["tasks"]).toMatchObject([{ task_id: two, name: "Medir el hueco" }]);
    expect((await client.call("DELETE", `/leads/${id}/tasks`)).status).toBe(400);
  });

  it("can be won or lost only by a person in Holded", async () => {
    const id = await lead();
    await put(`/leads/${id}`, { status: "won" });
    expect((await get(`/leads/${id}`))["status"]).toBe("open");
    client.sandbox.control.edit("ferreteria-aldaba", "leads", id, { status: "won" } satisfies Partial<Lead>);
    expect((await get(`/leads/${id}`))["status"]).toBe("won");
  });

  it("keep their funnel's stages from being removed", async () => {
    const funnel = await create("/funnels", { name: "Obras", stages: [{ name: "Visita", deal_probability: 20 }, "Presupuesto"] });
    const id = await lead({ funnel_id: funnel });
    expect((await get(`/funnels/${funnel}`))["stages"]).toMatchObject([
      { name: "Visita", key: "visita", deal_probability: 20 },
      { name: "Presupuesto" },
    ]);
    expect((await put(`/funnels/${funnel}`, { stages: ["Otra"] })).status).toBe(422);
    expect((await client.call("DELETE", `/funnels/${funnel}`)).status).toBe(422);
    await client.call("DELETE", `/leads/${id}`);
    expect((await client.call("DELETE", `/funnels/${funnel}`)).status).toBe(204);
  });
});

describe("events", () => {
  it("are read by Madrid's clock, whatever offset was sent", async () => {
    const id = await create("/events", { name: "Visita", start_date: "2026-10-20T10:00:00Z", duration: 5_400 });
    expect(await get(`/events/${id}`)).toMatchObject({ start_date: "2026-10-20T10:00:00+02:00", end_date: "2026-10-20T11:30:00+02:00" });
  });

  it("are read as written when switched so", async () => {
    client.sandbox.control.setSwitches({ event_dates: "offset" });
    const id = await create("/events", { name: "Visita", start_date: "2026-12-20T10:00:00Z" });
    expect(await get(`/events/${id}`)).toMatchObject({ start_date: "2026-12-20T11:00:00+01:00", end_date: null });
  });

  it("carry the funnel and the contact of what they are about, and cannot be filtered by date", async () => {
    const lead = await first("/leads");
    const id = await create("/events", {
      name: "Visita",
      start_date: "2026-12-20T10:00",
      lead_id: lead.id,
      contact_id: lead["contact_id"],
      tags: ["Obra 12"],
    });
    expect(await get(`/events/${id}`)).toMatchObject({
      funnel_id: lead["funnel_id"],
      contact_name: lead["contact_name"],
      tags: ["obra12"],
      status: 0,
    });
    await put(`/events/${id}`, { status: 1 });
    expect(await get(`/events/${id}`)).toMatchObject({ status: 1, name: "Visita", start_date: "2026-12-20T10:00:00+01:00" });
    expect(await client.items("/events?start_date=2030-01-01")).toHaveLength(2);
    expect((await client.call("POST", "/events", { name: "x", start_date: "20/10/2026" })).status).toBe(400);
  });
});

describe("projects", () => {
  it("write dates as DD/MM/YYYY, or as specified when switched so", async () => {
    const id = await create("/projects", { name: "Obra", due_date: "2026-12-31" });
    await put(`/projects/${id}`, { start_date: "2026-11-02" });
    expect(await get(`/projects/${id}`)).toMatchObject({ start_date: "02/11/2026", due_date: "31/12/2026" });
    client.sandbox.control.setSwitches({ project_dates: "iso" });
    expect(await get(`/projects/${id}`)).toMatchObject({ start_date: "2026-11-02", due_date: "2026-12-31" });
  });

  it("are found by the name of their status", async () => {
    const id = await create("/projects", { name: "Obra" });
    await put(`/projects/${id}`, { status: 2 });
    const named = async (status: string): Promise<boolean> =>
      (await client.items(`/projects?status=${status}`)).some((one) => one.id === id);
    expect([await named("cancelled"), await named("active"), await named("in_progress")]).toEqual([true, false, false]);
    expect((await client.call("GET", "/projects?status=verde")).status).toBe(400);
    expect((await put(`/projects/${id}`, { status: 5 })).status).toBe(422);
  });

  it("count their tasks and add up their hours, and take both with them when they go", async () => {
    const project = await create("/projects", { name: "Obra" });
    const [user = ""] = Object.keys((await get(`/projects/${project}`))["users"] as object);
    const task = await create("/tasks", { project_id: project, name: "Montaje", assigned_to: [user] });
    const time = await create(`/projects/${project}/times`, { duration: 5_400, user_id: user, task_id: task, cost_per_hour: "30.00" });
    await put(`/tasks/${task}`, { status: "done" });
    expect(await get(`/projects/${project}`)).toMatchObject({ number_of_tasks: 1, completed_tasks: 1 });
    expect(await get(`/projects/${project}/times/${time}`)).toMatchObject({
      duration: 5_400,
      total_cost: "45.00",
      date: "2026-11-22",
      approved: false,
    });
    expect((await get(`/projects/${project}/summary`))["items"]).toMatchObject([{ duration: 5_400, total_cost: "45.00" }]);
    expect((await client.items("/project-times?limit=200")).map((one) => one.id)).toContain(time);
    expect((await client.call("DELETE", `/projects/${project}`)).status).toBe(204);
    expect((await client.call("GET", `/tasks/${task}`)).status).toBe(404);
    expect((await client.items("/project-times?limit=200")).map((one) => one.id)).not.toContain(time);
  });

  it("refuse hours of nobody, of another project's task, and of no length", async () => {
    const [one, two] = await client.items("/projects");
    const [user = ""] = Object.keys(one?.["users"] as object);
    const task = (await client.items("/tasks")).find((other) => other["project_id"] === two?.id);
    const times = `/projects/${one?.id ?? ""}/times`;
    for (const body of [
      { duration: 60, user_id: two?.id },
      { duration: 60, user_id: user, task_id: task?.id },
      { duration: 0, user_id: user },
    ]) {
      expect((await client.call("POST", times, body)).status).toBe(422);
    }
  });
});

describe("times of employees", () => {
  it("come in pages whose cursor is a page number", async () => {
    const employee = await first("/employees");
    for (const day of ["17", "18", "19", "20"]) {
      await create(`/employees/${employee.id}/times`, {
        start_at: `2026-11-${day}T08:00:00+00:00`,
        end_at: `2026-11-${day}T12:00:00+00:00`,
      });
    }
    const one = await get(`/employees/${employee.id}/times?limit=2`);
    expect([one["cursor"], one["has_more"]]).toEqual(["page:2", true]);
    const last = await get(`/employees/${employee.id}/times?limit=2&cursor=page:3`);
    expect(last["items"]).toHaveLength(1);
    expect([last["cursor"], last["has_more"]]).toEqual([null, false]);
    expect((await client.call("GET", "/employee-times?cursor=6abf0f7d2d3c4b5a69788000")).status).toBe(400);
  });

  it("are seconds between two moments, the second after the first", async () => {
    const employee = await first("/employees");
    const id = await create(`/employees/${employee.id}/times`, {
      start_at: "2026-10-14T10:00:00+02:00",
      end_at: "2026-10-14T12:30:00+02:00",
    });
    expect(await get(`/employee-times/${id}`)).toMatchObject({ start_at: "2026-10-14T08:00:00+00:00", duration: 9_000, status: "done" });
    expect((await put(`/employee-times/${id}`, { start_at: "2026-10-14T12:00:00Z", end_at: "2026-10-14T11:00:00Z" })).status).toBe(422);
  });
});

describe("contact groups", () => {
  it("leave their contacts behind when they go", async () => {
    const group = await create("/contact-groups", { name: "Obras" });
    const contact = await client.contact("Reformas Olmo");
    client.sandbox.control.edit("ferreteria-aldaba", "contacts", contact, { group_id: group });
    expect((await get(`/contacts/${contact}`))["group_id"]).toBe(group);
    expect((await client.call("DELETE", `/contact-groups/${group}`)).status).toBe(204);
    expect((await get(`/contacts/${contact}`))["group_id"]).toBeNull();
  });
});

describe("webhooks", () => {
  it("show their secret once, and refuse addresses and events that there are not", async () => {
    const reply = await client.call("POST", "/webhooks", { url: "http://127.0.0.1:9/hook", events: ["purchase.create"] });
    expect(reply.status).toBe(201);
    expect(reply.json["secret"]).toMatch(/^whsec_[a-f0-9]{48}$/);
    expect(await client.items("/webhooks")).toEqual([
      {
        id: reply.json["id"],
        url: "http://127.0.0.1:9/hook",
        events: ["purchase.create"],
        version: "v1",
        description: null,
        created_at: "2026-11-22T09:00:00+00:00",
      },
    ]);
    for (const body of [
      { url: "ftp://127.0.0.1/", events: ["purchase.create"] },
      { url: "http://127.0.0.1/", events: ["lead.create"] },
      { url: "http://127.0.0.1/", events: [] },
    ]) {
      expect((await client.call("POST", "/webhooks", body)).status).toBe(422);
    }
    expect((await client.call("DELETE", `/webhooks/${String(reply.json["id"])}`)).status).toBe(204);
    expect(await client.items("/webhooks")).toEqual([]);
  });
});
