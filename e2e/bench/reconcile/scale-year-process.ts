import { writeYear } from "./scale-years";

const [folder = "", at = "0", movements = "0", openDocuments = "0"] = process.argv.slice(2);
await writeYear(folder, Number(at), { movements: Number(movements), openDocuments: Number(openDocuments) });
