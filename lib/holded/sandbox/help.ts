import { elsewhereKeys, operationKeys } from "./contract";
import { faultKinds } from "./faults";
import { demoAccounts } from "./seed/demo-accounts";

const width = 100;

/** What `--help` prints: for people who have never seen Holded's API, and for those who know it well. */
export function helpText(): string {
  return `A local Holded that speaks API v2, for trying integrations without a Holded account.
It has Holded's quirks as seen in live accounts, and lets things go wrong on purpose. It is no product of Holded.

  npm run holded-sandbox -- [options]

START
  --port NUMBER           where it listens (4747)
  --host ADDRESS          127.0.0.1 unless told; other machines can only reach it with 0.0.0.0
  --data FOLDER           where it keeps its data (.data/holded-sandbox)
  --memory                keep nothing when it ends
  --empty                 begin without the two sample companies
  --control-key KEY       opens the control plane and the forms of the pages (kept in FOLDER/control-key otherwise)
  --webhook-host NAME     a host besides this machine that webhooks may be sent to; may be repeated
  --webhook-retry MS      the wait after the first refused webhook (1000); each further one is four times as long

ADDRESSES
  API        http://127.0.0.1:4747/api/v2/…      Authorization: Bearer pat_…
  To look    http://127.0.0.1:4747/              pages: accounts, switches, faults, log of calls, every object
  To steer   http://127.0.0.1:4747/_sandbox/…    X-Sandbox-Key: … (the control key, printed at the start)

SAMPLE COMPANIES AND TOKENS
  The same data with the same ids in every new folder; POST /_sandbox/reset brings the first day back.
${sampleTokens()}
  Try it:  curl -H 'Authorization: Bearer ${demoAccounts[0]?.tokens[0]?.secret ?? ""}' \\
             'http://127.0.0.1:4747/api/v2/purchases?limit=2'

SWITCHES: how Holded behaves where accounts differ or sources disagree
  --plan NAME             plus, basico, estandar, avanzado, premium: calls per window, custom fields (avanzado)
  --number-format NAME    es: "1.234,56" in documents, "1234.56" in treasury, as seen live (default)
                          spec: dots everywhere · es_everywhere: Spanish everywhere
  --invalid-token STATUS  403 as seen live (default) or 401 as specified
  --purchase-put NAME     replace: what a PUT does not send is lost (default) · merge
  --date-filter NAME      works (default) · ignored
  --locked-until DATE     documents dated on or before 2026-06-30, say, are refused with 422
  --read-lag MS           reads show the state of a moment ago (0)
  --set NAME=VALUE        any switch of the table below; may be repeated: --set verifactu=true --set lock_ms=500
    document_put dates|replace · estimate_number at_once|on_acceptance · ledger_date_format DD/MM/YYYY|iso
    project_dates DD/MM/YYYY|iso · event_dates madrid|offset · reconcile_purchase links|forces
    reconcile_repeat 422|200 · lock_ms · product_total_lag_ms · inbox_scan_ms · verifactu true|false
    empty_object_as_array true|false · unknown_tax_key ignored|refused
    windows {"second":10,"minute":60,"month":500}      null: no limit
    webhooks {"signed":false,"duplicated":0.1,"out_of_order":0.1,"delayed":0.1,"delay_ms":5000,"lost":0.1,"seed":1}
  What is switched while it runs, for one account or for all, stays so after a restart, until a reset.

CONTROL PLANE, with this in a shell:
  hs() { curl -s -H "X-Sandbox-Key: $(cat .data/holded-sandbox/control-key)" "http://127.0.0.1:4747/_sandbox/$@"; }
  hs state                                      accounts, switches, usage, faults, how many objects of each kind
  hs switches -d '{"account":"ferreteria-aldaba","number_format":"spec"}'        without account: all of them
  hs accounts -d '{"key":"mia","name":"Mi empresa, S.L.","taxId":"B00000000","switches":{"plan":"basico"}}'
  hs tokens -d '{"account":"mia","name":"n8n","permissions":["contacts:contacts.read"]}'       answers with the token
  hs permissions/pat_… -X PUT -d '{"permissions":["account:tags.read"]}'
  hs tokens/pat_… -X DELETE                     revokes it
  hs 'objects/purchases?account=ferreteria-aldaba'
  hs 'objects/leads/ID?account=ferreteria-aldaba' -X PATCH -d '{"status":"won"}'
                                                what a person changes in Holded's own screens
  hs 'calls?method=POST&path=purchases&after=120'                                path is a regular expression
  hs 'warnings?account=mia'                     what Holded passes over in silence: unknown fields and parameters
  hs usage -d '{"account":"mia","calls":40}'    calls that other integrations make with the same quota
  hs bank-feed -d '{"account":"ferreteria-aldaba","movements":[{"amount":"-121.00","description":"RECIBO"}]}'
                                                what the bank's daily connection brings; also value_date, treasury
  hs reset -X POST                              everything as on the first day

WEBHOOKS
  POST /api/v2/webhooks {"url":"http://127.0.0.1:3000/hook","events":["purchase.create","invoice.approve"]} answers the
  secret, once. All 58 events of Holded, fired by every write, also by those of the control plane. The body is the
  object in camelCase, signed as x-holded-webhook-signature: sha256=HMAC(raw body, whole whsec_… secret). Repeated with
  growing waits until 2xx, also after a restart. Only this machine is called, and hosts named with --webhook-host.
  hs 'deliveries?account=mia&state=waiting'     also delivered, lost, blocked, given_up
  hs 'deliveries/ID?account=mia' -X POST        sends it once more, with the same x-holded-webhook-id

FAULTS: the next calls that match, or some by chance with a seed
  hs faults -d '{"kind":"drop_after","match":{"method":"POST","path":"/purchases$","account":"mia"},"times":1}'
  hs random-faults -d '{"seed":7,"rate":0.1,"kinds":["drop_after","500_after","429","stale"],"ms":5000}'
  hs 'random-faults?account=mia' -d '{…}'       gives one account its own; null in place of {…} ends them
  hs faults -X DELETE                           ends all
${Object.entries(faultKinds)
  .map(([kind, text]) => `    ${kind.padEnd(15)} ${text}`)
  .join("\n")}

WHAT IS SERVED
  ${operationKeys.length} operations, every request and every answer checked against the OpenAPI file (lib/holded/openapi-v2.json):
${wrapped(countsOf(operationKeys), "    ")}
  ${elsewhereKeys.length} operations that exist in Holded and are not served answer 501 and say so:
${wrapped(countsOf(elsewhereKeys), "    ")}
  API v1 is not served; its paths and 32-digit keys get a sentence in the shape of v1.

HOW IT DIFFERS FROM HOLDED
  · Everything was learnt from public documents and reports of other integrations; what nobody published is assumed.
    In the OpenAPI file x-origin marks it. Where sources disagree there is a switch.
  · What nobody can do through the API is not done by itself: no bank syncs unless fed, no file in the inbox is read,
    no hours are approved, no lead is won. Change such things with PATCH /_sandbox/objects.
  · E-mails are kept, not sent. Nothing reaches the tax agency. PDFs are plain.
  · Fields that the file does not know are ignored, as in Holded, and told under /_sandbox/warnings.
  · Answers do not wait for anything: measure your own waiting, not Holded's speed.
`;
}

function sampleTokens(): string {
  return demoAccounts
    .map(({ key, name, taxId, tokens }) =>
      [`  ${name} (${taxId}), account ${key}`, ...tokens.map((token) => `    ${token.name.padEnd(13)} ${token.secret}`)].join("\n"),
    )
    .join("\n");
}

/** `invoices 18`, by the first word of the path. */
function countsOf(keys: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const word = key.split("/")[1] ?? "";
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${word} ${count}`);
}

function wrapped(words: readonly string[], indent: string): string {
  const lines = [indent];
  for (const word of words) {
    const line = lines.at(-1) ?? "";
    if (line.trim() !== "" && line.length + word.length + 3 > width) lines.push(indent + word);
    else lines[lines.length - 1] = line.trim() === "" ? indent + word : `${line} · ${word}`;
  }
  return lines.join("\n");
}
