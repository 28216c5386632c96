import { toCents, fromCents } from "@/lib/kernel/money";
import type { AccountingAccount, ExpenseAccount, TreasuryAccount } from "@/lib/holded/endpoints/accounts";
import type { BankMovement } from "@/lib/holded/endpoints/bank-movements";
import type { Contact } from "@/lib/holded/endpoints/contacts";
import type { HoldedDocument } from "@/lib/holded/endpoints/documents";
import type { Employee } from "@/lib/holded/endpoints/employees";
import type { CalendarEvent } from "@/lib/holded/endpoints/events";
import type { InboxDocument } from "@/lib/holded/endpoints/inbox";
import type { Lead } from "@/lib/holded/endpoints/leads";
import type { NumberingSeries } from "@/lib/holded/endpoints/numbering-series";
import type { Payment } from "@/lib/holded/endpoints/payments";
import type { Product } from "@/lib/holded/endpoints/products";
import type { ProjectTime } from "@/lib/holded/endpoints/project-times";
import type { Project } from "@/lib/holded/endpoints/projects";
import type { Service } from "@/lib/holded/endpoints/services";
import type { ProjectTask } from "@/lib/holded/endpoints/tasks";
import type { HoldedTax } from "@/lib/holded/endpoints/taxes";
import { parseHoldedDate } from "@/lib/holded/dates";
import { codeKeyOf, foldCompanyName, numberKeyOf } from "@/lib/holded/keys";
import { domainKey, mailKey, phoneKey } from "@/lib/language/contact-keys";
import { bareRow as bare, skuKey, type MirrorRow } from "@/lib/holded/mirror/row";
import { roundAmount } from "@/lib/kernel/money";
import { foldText } from "@/lib/language/fold";

export const taxRow = (tax: HoldedTax): MirrorRow => ({ ...bare, holdedId: tax.id, code: tax.key, data: tax });

export const accountRow = (account: ExpenseAccount | AccountingAccount): MirrorRow => ({
  ...bare,
  holdedId: account.id,
  code: account.number,
  foldedName: foldCompanyName(account.name),
  data: account,
});

export const treasuryRow = (account: TreasuryAccount): MirrorRow => ({ ...bare, holdedId: account.id, code: account.iban, data: account });

/** Any document: what is open is what its payments leave, and nothing once it is cancelled. */
export function documentRow(document: HoldedDocument): MirrorRow {
  const { id, number, contactId, date, dueDate, total, status, paymentsPending } = document;
  const isDead = status === "cancelled" || status === "failed";
  return {
    ...bare,
    holdedId: id,
    contactId,
    numberKey: number === null ? null : numberKeyOf(number),
    objectDate: date,
    dueDate,
    total,
    status,
    pending: isDead ? "0.00" : paymentsPending,
    data: document,
  };
}

/** What no document explains yet. A movement that was ticked off by force has nothing behind it and nothing open. */
export function movementRow(movement: BankMovement, accountId: string): MirrorRow {
  const { id, amount, valueDate, bookingDate, status, reconciledAmount } = movement;
  const isOpen = status === "pending" || status === "partial";
  const rest = toCents(amount) - toCents(reconciledAmount ?? "0.00");
  return {
    ...bare,
    holdedId: id,
    parentId: movement.accountId ?? accountId,
    objectDate: valueDate ?? bookingDate,
    total: amount,
    status,
    pending: isOpen ? fromCents(rest) : "0.00",
    data: movement,
  };
}

export function paymentRow(payment: Payment): MirrorRow {
  const { id, contactId, documentId, documentType, date, amount, reconciliation } = payment;
  return {
    ...bare,
    holdedId: id,
    code: documentType,
    contactId,
    parentId: documentId,
    objectDate: date,
    total: amount,
    status: reconciliation,
    data: payment,
  };
}

const of = (text: string | null, key: (text: string) => string | null) => (text === null ? null : key(text));

export function contactRow(contact: Contact): MirrorRow {
  const code = codeKeyOf(contact.code) ?? codeKeyOf(contact.vatNumber);
  const { email, phone, mobile, website, people, extraEmails } = contact;
  const emails = [email, ...extraEmails, ...people.map((person) => person.email)];
  const phones = [phone, mobile, ...people.map((person) => person.phone)];
  const domains = [...emails, website];
  const keys = [
    ...emails.map((one) => of(one, mailKey)),
    ...phones.map((one) => of(one, phoneKey)),
    ...domains.map((one) => of(one, domainKey)),
  ];
  return {
    ...bare,
    holdedId: contact.id,
    code,
    foldedName: foldCompanyName(contact.name),
    status: contact.type,
    keys: keys.filter((key) => key !== null),
    data: contact,
  };
}

/** Found by any code it or one of its variants has, and by how its name begins. */
export function productRow(product: Product): MirrorRow {
  const both = [product, ...product.variants];
  return {
    ...bare,
    holdedId: product.id,
    code: product.sku === null ? null : skuKey(product.sku),
    foldedName: foldText(product.name),
    total: product.price === null ? null : roundAmount(product.price),
    status: product.isArchived ? "archived" : "active",
    keys: both.flatMap(({ sku, barcode }) => [
      ...(sku === null ? [] : [`sku:${skuKey(sku)}`]),
      ...(barcode === null ? [] : [`barcode:${skuKey(barcode)}`]),
    ]),
    data: product,
  };
}

export function serviceRow(service: Service): MirrorRow {
  return {
    ...bare,
    holdedId: service.id,
    code: service.code === null ? null : skuKey(service.code),
    foldedName: foldText(service.name),
    total: service.price === null ? null : roundAmount(service.price),
    status: service.isArchived ? "archived" : "active",
    data: service,
  };
}

export function inboxRow(document: InboxDocument): MirrorRow {
  const { id, number, contactName, date, total, status } = document;
  const numberKey = number === null ? null : numberKeyOf(number);
  const foldedName = contactName === null ? null : foldCompanyName(contactName);
  return { ...bare, holdedId: id, numberKey, foldedName, objectDate: date, total, status, data: document };
}

export function leadRow(lead: Lead): MirrorRow {
  return {
    ...bare,
    holdedId: lead.id,
    foldedName: foldText(lead.name),
    contactId: lead.contactId,
    parentId: lead.funnelId,
    personId: lead.userId,
    objectDate: lead.createdAt === null ? null : parseHoldedDate(lead.createdAt),
    dueDate: lead.dueDate,
    total: lead.value === null ? null : roundAmount(lead.value),
    status: lead.status,
    data: lead,
  };
}

export function eventRow(event: CalendarEvent): MirrorRow {
  const objectDate = event.start?.slice(0, 10) ?? null;
  return { ...bare, holdedId: event.id, contactId: event.contactId, parentId: event.leadId, objectDate, code: event.kind, data: event };
}

export function projectRow(project: Project): MirrorRow {
  return {
    ...bare,
    holdedId: project.id,
    foldedName: foldText(project.name),
    contactId: project.contactId,
    objectDate: project.startDate,
    dueDate: project.dueDate,
    status: project.isArchived ? "archived" : project.status,
    keys: project.userIds.map((id) => `person:${id}`),
    data: project,
  };
}

export function taskRow(task: ProjectTask): MirrorRow {
  return {
    ...bare,
    holdedId: task.id,
    foldedName: foldText(task.name),
    parentId: task.projectId,
    objectDate: task.startDate,
    dueDate: task.dueDate,
    status: task.isArchived ? "archived" : task.status,
    keys: task.assignedTo.map((id) => `person:${id}`),
    data: task,
  };
}

export function timeRow(time: ProjectTime): MirrorRow {
  return { ...bare, holdedId: time.id, parentId: time.projectId, personId: time.userId, objectDate: time.date, data: time };
}

export function employeeRow(employee: Employee): MirrorRow {
  return {
    ...bare,
    holdedId: employee.id,
    code: codeKeyOf(employee.code),
    foldedName: foldText(employee.name),
    keys: employee.email === null ? [] : [`mail:${employee.email.trim().toLowerCase()}`],
    data: employee,
  };
}

/** Series are listed by the kind of document they number, and do not say it themselves. */
export function seriesRow(series: NumberingSeries, kind: string): MirrorRow {
  return { ...bare, holdedId: series.id, code: kind, foldedName: foldText(series.name), data: { ...series, kind } };
}

/** Lists that are only looked up by id or name: funnels, price lists, payment methods, warehouses. */
export function namedRow<Named extends { readonly id: string; readonly name: string }>(object: Named): MirrorRow {
  return { ...bare, holdedId: object.id, foldedName: foldText(object.name), data: object };
}

/** A tag has no id: it is its name. */
export const tagRow = (name: string): MirrorRow => ({ ...bare, holdedId: name, data: { name } });
