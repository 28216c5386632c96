/** `start` and `end` are places in the folded text. */
type FoundInstruction = { readonly start: number; readonly end: number; readonly text: string };

/*
 * Text that speaks to a machine, in Spanish, Catalan, Galician, English, French, Portuguese, German and Italian. Paper
 * that people write for people tells them to ignore a reminder and follow instructions of payment; it does not speak of
 * earlier instructions, of prompts or to a language model. Each pattern needs both halves near each other.
 */
const ignore =
  "(?:ignor[a-z]*|disregard|forget|override|bypass|olvid[a-z]+|omit[a-z]+|desatiend[a-z]+|descart[a-z]+|oblid[a-z]+|esquec[a-z]+|esquez[a-z]+|esqueca[a-z]*|desconsider[a-z]+|oubli[a-z]+|missacht[a-z]+|vergiss|vergessen sie|ubergeh[a-z]+|dimentic[a-z]+|trascur[a-z]+)";
const orders =
  "(?:instructions?|instruccion(?:e?s)?|instruccio(?:ns)?|instrucoes|instrucao|instrucci?ons|anweisung(?:en)?|istruzion[ei]|prompts?|guidelines|directivas|consignes|directives|vorgaben|system ?message|ordenes|indicaciones)";
const earlier =
  "(?:previous|prior|above|earlier|preceding|your|all|any|system|anterior[a-z]*|previ[ao]s|precedent[a-z]*|de arriba|tus|sus|vuestras|todas?|tots?|totes|teves|seves|suas?|tuas?|todas as|vos|tes|toutes?|bisherig[a-z]+|vorherig[a-z]+|obig[a-z]+|alle|deine|ihre|tue|tutte|tutti|del sistema)";
const machine =
  "(?:(?:a\\.?i\\.?|ia|ki) (?:assistant|model|system|agent)|(?:large )?language model|llm|chat ?gpt|gpt-?\\d|chatbot|modelo de (?:lenguaje|linguagem|ia)|model de llenguatge|modele de langage|sprachmodell|modello (?:linguistico|di linguaggio)|asistente de ia|asistente virtual de ia|assistent d'?ia|assistant ia|ki-assistent|assistente (?:de |di )?ia|inteligencia artificial|intel·?ligencia artificial|intelligence artificielle|intelligenza artificiale|kunstliche intelligenz)";
const addressed =
  "(?:you are|you're|if you(?:'re| are)|act as|pretend to be|attention|note to|message (?:to|for)|instructions? (?:to|for)|eres|si eres|si es usted|actua como|atencion|nota para|mensaje para|instrucciones para|ets|si ets|atencio|tu es|vous etes|si vous etes|si tu es|agis comme|du bist|sie sind|wenn du|falls du|handle als|sei|se sei|agisci come|voce e|se voce e|es um|aja como)";
const decision =
  "(?:approve|accept|pay|mark|classify|treat|aprueb[ae]|aprobar|acept[ae]|paga|pague|marca|marque|clasific[ae]|clasifique|aprova|aproveu|aprovi|approuve[rz]?|payez|genehmige[n]?|approva|aprove)";
const unread =
  "(?:without (?:any )?(?:review|checking|verification|human)|automatically|sin (?:revision|revisar|comprobar|verificar|que nadie)|automaticamente|automaticament|sense (?:revisio|revisar|comprovar)|sans (?:verification|controle)|automatiquement|ohne (?:prufung|kontrolle)|automatisch|senza (?:verifica|controllo|revisione)|sem (?:verificar|revisao|verificacao))";
const paper =
  "(?:this|the|esta|la|aquesta|cette|diese|questa|este|el|aquest|ce|dieses|questo) (?:invoice|document|factura|documento?|facture|rechnung|dokument|fattura|fatura|pago|payment)";

const gap = (most: number) => `[^.!?\\n]{0,${most}}?`;
const patterns: readonly RegExp[] = [
  new RegExp(`\\b${ignore}\\b${gap(40)}\\b${earlier}\\b${gap(25)}\\b${orders}\\b`, "g"),
  new RegExp(
    `\\b${ignore}\\b${gap(40)}\\b${orders}\\b${gap(25)}\\b(?:${earlier}|recibid[ao]s|dadas|given|received|erhalten|recues|ricevute|rebudes)\\b`,
    "g",
  ),
  new RegExp(`\\b${addressed}\\b${gap(30)}\\b${machine}`, "g"),
  new RegExp(`\\b${decision}\\b${gap(20)}\\b${paper}\\b${gap(30)}\\b${unread}\\b`, "g"),
  /\b(?:system prompt|prompt del sistema|prompt injection|new instructions:|nuevas instrucciones:)/g,
  /<\|?(?:im_start|im_end|system|endoftext)\|?>|\[\/?inst\]|<\/?(?:system|assistant|instructions?)>|###\s*(?:system|instruction)/g,
];

/**
 * Places where a text speaks to a machine that reads it: "ignore your instructions", "if you are an AI assistant". It is
 * a reason to look, never a reason to obey. `folded` is text as `foldText` gives it.
 */
export function findInstructions(folded: string): readonly FoundInstruction[] {
  return patterns.flatMap((pattern) =>
    [...folded.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] })),
  );
}
