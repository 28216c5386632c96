import { writePdfs, type WritingTask } from "@/lib/documents/page-writer";
import { serveTasks } from "@/lib/documents/serve-tasks";

serveTasks((task) => writePdfs(task as WritingTask));
