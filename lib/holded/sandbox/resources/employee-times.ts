import { bodyOf, created, noContent, ok, type Call, type Handlers } from "../handler";
import { instantOf, madridDay, utcMoment } from "../moments";
import { numberedPage } from "../numbered-page";
import { unprocessable } from "../problem";
import { employeeTimes, type EmployeeTime } from "./employee-times-model";
import { employees } from "./employees";
import { found } from "./found";

type TimeInput = { readonly start_at: string; readonly end_at: string };

export const employeeTimeHandlers: Handlers = {
  "GET /employee-times": (call) => {
    const rows = numberedPage(call, call.read.in(employeeTimes).all());
    return ok({ ...rows, items: rows.items.map((time) => shown(call, time)) });
  },
  "GET /employees/{employeeId}/times": (call) => {
    const employee = found(call.read, employees, call.params["employeeId"]);
    const rows = numberedPage(call, call.read.in(employeeTimes).by("employee_id", employee.id));
    return ok({ ...rows, items: rows.items.map((time) => shown(call, time)) });
  },
  "POST /employees/{employeeId}/times": (call) => {
    const employee = found(call.write, employees, call.params["employeeId"]);
    const id = call.write.newId();
    call.write.put(employeeTimes, { id, employee_id: employee.id, ...hoursOf(call), approved: false });
    return created(id);
  },
  "GET /employee-times/{timeId}": (call) => ok(shown(call, found(call.read, employeeTimes, call.params["timeId"]))),
  "PUT /employee-times/{timeId}": (call) => {
    const old = found(call.write, employeeTimes, call.params["timeId"]);
    call.write.put(employeeTimes, { ...old, ...hoursOf(call) });
    return ok({ id: old.id });
  },
  "DELETE /employee-times/{timeId}": (call) => {
    call.write.remove(employeeTimes, found(call.write, employeeTimes, call.params["timeId"]).id);
    return noContent;
  },
};

function hoursOf(call: Call): Pick<EmployeeTime, "start_at" | "end_at"> {
  const { start_at, end_at } = bodyOf<TimeInput>(call);
  const [start, end] = [instantOf(start_at), instantOf(end_at)];
  if (end <= start) throw unprocessable("end_at: must be after start_at");
  return { start_at: utcMoment(start), end_at: utcMoment(end) };
}

function shown(call: Call, time: EmployeeTime): unknown {
  const employee = call.read.in(employees).get(time.employee_id);
  return {
    ...time,
    employee_name: employee ? `${employee.name} ${employee.last_name}` : null,
    date: madridDay(new Date(time.start_at)),
    duration: Math.round((Date.parse(time.end_at) - Date.parse(time.start_at)) / 1000),
    // Clocks that run cannot be started through what is served here.
    status: "done",
    approved_by: null,
    approved_at: null,
  };
}
