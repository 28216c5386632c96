import { describe, expect, it } from "vitest";
import * as employees from "@/lib/holded/endpoints/employees";
import * as events from "@/lib/holded/endpoints/events";
import * as funnels from "@/lib/holded/endpoints/funnels";
import * as inbox from "@/lib/holded/endpoints/inbox";
import * as leads from "@/lib/holded/endpoints/leads";
import * as projectTimes from "@/lib/holded/endpoints/project-times";
import * as projects from "@/lib/holded/endpoints/projects";
import * as purchases from "@/lib/holded/endpoints/purchases";
import * as tasks from "@/lib/holded/endpoints/tasks";
import * as webhooks from "@/lib/holded/endpoints/webhooks";
import { all, bought, calledIn, endpointCalls, first, itemsOf, dated, file } from "@/lib/testing/endpoint-calls";
import { pdf } from "@/lib/testing/pdf-bytes";

const local = endpointCalls();
const { call, customer } = local;

describe("every call of the client is answered by the local Holded", () => {
  it("for funnels, leads and events", async () => {
    const funnel = first(await call(funnels.listFunnels, all));
    expect(await call(funnels.getFunnel, { params: { id: funnel.id } })).toEqual(funnel);
    const [, second] = funnel.stages;
    const contact_id = await customer();
    const body = { funnel_id: funnel.id, contact_id, name: "Reforma cocina", value: 4200.5, potential: 40 };
    const params = await call(leads.createLead, { body });
    await call(leads.setLeadStage, { params, body: { stage_id: second?.id ?? "" } });
    await call(leads.setLeadDate, { params, body: { date: "2026-12-01" } });
    await call(leads.addLeadNote, { params, body: { title: "Correo del 14/10", description: "Pide visita" } });
    const task = await call(leads.addLeadTask, { params, body: { name: "Llamar" } });
    await call(leads.renameLeadTask, { params, body: { task_id: task.id, name: "Llamar el lunes" } });
    const lead = await call(leads.getLead, { params });
    expect(lead).toMatchObject({
      value: expect.stringMatching(/^4200\.50?$/),
      potential: "40",
      stageId: second?.id,
      dueDate: "2026-12-01",
      status: "open",
    });
    expect(lead.events.map(({ title }) => title)).toContain("Correo del 14/10");
    expect(lead.tasks.map(({ name }) => name)).toEqual(["Llamar el lunes"]);
    itemsOf(await call(leads.listLeads, all));
    const event = await call(events.createEvent, {
      body: { name: "Visita", start_date: "2026-10-20T10:00:00", contact_id, lead_id: params.id, kind: "meeting", status: 0 },
    });
    expect(await call(events.getEvent, { params: event })).toMatchObject({ name: "Visita", start: "2026-10-20T10:00:00", isDone: false });
    itemsOf(await call(events.listEvents, all));
  });

  it("for projects, hours and people", async () => {
    const params = await call(projects.createProject, { body: { name: "Obra 12", due_date: "2026-12-24" } });
    expect(await call(projects.getProject, { params })).toMatchObject({ name: "Obra 12", dueDate: "2026-12-24", isArchived: false });
    itemsOf(await call(projects.listProjects, all));
    const task = await call(tasks.createTask, { body: { project_id: params.id, name: "Montaje" } });
    expect(await call(tasks.getTask, { params: task })).toMatchObject({ projectId: params.id, name: "Montaje" });
    itemsOf(await call(tasks.listTasks, all));
    const user_id = itemsOf(await call(projects.listProjects, all)).flatMap(({ userIds }) => userIds)[0] ?? "";
    const projectId = params.id;
    const time = await call(projectTimes.createProjectTime, {
      params: { projectId },
      body: { duration: 5400, user_id, date: "2026-10-14", description: "Montaje", task_id: task.id },
    });
    const read = await call(projectTimes.getProjectTime, { params: { projectId, id: time.id } });
    expect(read).toMatchObject({ seconds: 5400, date: "2026-10-14", taskId: task.id, userId: user_id, isApproved: false });
    expect(first(await call(projectTimes.listProjectTimes, { params: { projectId }, ...all })).id).toBe(time.id);
    expect(itemsOf(await call(projectTimes.listAllProjectTimes, all)).map(({ id }) => id)).toContain(time.id);
    const employee = first(await call(employees.listEmployees, all));
    expect(await call(employees.getEmployee, { params: { id: employee.id } })).toEqual(employee);
    itemsOf(await call(employees.listEmployeeTimes, all));
    expect((await call(employees.listTimesOfEmployee, { params: { id: employee.id }, ...all })).unreadable).toEqual([]);
  });

  it("for the inbox and webhooks", async () => {
    const scanned = await call(inbox.uploadToInbox, { body: { ...file, field: "document" } });
    expect(await call(inbox.getInboxDocument, { params: { id: scanned.id } })).toMatchObject({ fileName: "nota.pdf", origin: "upload" });
    itemsOf(await call(inbox.listInbox, { query: { status: "new,processing,pending_to_verify" } }));
    const got = await call(inbox.downloadInboxFile, { params: { id: scanned.id, fileName: "nota.pdf" } });
    expect(got.bytes.length).toBe(pdf.length);
    const purchase = await call(purchases.createPurchase, {
      body: { ...dated, contact_id: await customer(), number: "S-1", items: [bought] },
    });
    await call(inbox.attachInboxDocument, { params: { id: scanned.id }, body: { documentId: purchase.id, documentType: "purchase" } });
    const hook = await call(webhooks.createWebhook, {
      body: { url: "http://127.0.0.1:9/hook", events: ["purchase.create"], version: "v1", description: "Visto Bueno" },
    });
    expect(hook.secret).toMatch(/^whsec_/);
    expect(first(await call(webhooks.listWebhooks, all))).toMatchObject({ id: hook.id, events: ["purchase.create"] });
    await call(webhooks.deleteWebhook, { params: { id: hook.id } });
  });

  it("with nothing left out, and no answer of the local Holded against its own schema", async () => {
    expect(await local.leftOut(calledIn.work)).toEqual([]);
  });
});
