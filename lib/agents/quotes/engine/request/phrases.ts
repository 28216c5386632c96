import { nearWords } from "@/lib/language/near-word";

/*
 * What the words of a sentence do, by class, in the three languages; never names of things that are sold. Folded. Words
 * of five letters and more are found with one slip too.
 */
const classes = {
  /** Wanting, asking, ordering; also as a note of a call says it of somebody else. */
  ask:
    "necesito necesitamos necesita necesitan necesitaria necesitariamos necesitare preciso precisamos precisaria quiero queremos quiere quieren queria queriamos querria querriamos quisiera quisieramos " +
    "deseo deseamos desearia desearian pon ponme ponnos ponga pongame ponganos poned ponednos apunta apuntame apuntanos apunteme apuntad manda mandame mandanos mande mandeme mandad mandadnos envia enviame envianos envie " +
    "envieme enviad enviadnos envieis prepara preparame preparanos prepare prepareme preparad preparadme preparadnos preparas preparais cotiza cotizame cotizanos cotice coticeme cuesta cuestan cuestan costarian cobrais cobras presupuesta presupuestame presupuestar presupuesteme " +
    "pasa pasame pasanos pase paseme pasad pasadme pasais preguntando pidiendo solicitando encargando queriendo encarga encargo encargamos encargar pide piden pido pedimos pedir pediria pediriamos solicita solicito solicitamos solicitar solicitan busco buscamos buscando busca " +
    "reserva reservame guardame sirve sirveme servidme trae traeme consulta pregunta preguntan interesa interesan interesaria interesado interesados gustaria compraria comprar llevaria anade anadir anademe agrega incluye " +
    "falta faltan hacen hace paso passo vendria vendrian conseguir sacame sacas dame deme dadme darme hazme haceis hacedme calcula calculame valora valorad tendriais tendrias " +
    "passar pasar enviar mandar preparar donar dar necessito necessitem necessita necessitaria necessitariem vull volem vol volen voldria voldriem demana demanem demano demanar encarrega encarrego encarregar encarreguem busquem envian envieu envii posa posan poseu posi " +
    "prepareu prepari passa passeu passi pressuposta pressuposteu pressupostar calen calien caldria caldrien cal apunta apunteu faltaria faltarien faria farien farieu afegeix afegiu feu fer aniria anirien interessa interessen demanaria " +
    "need needs want wants wanted would require requires requesting request quote quotes quoting send order orders ordering after get give put let looking add include supply price pricing ship prepare buy purchase reorder",
  /** Nouns of asking. */
  paper:
    "presupuesto presupuestos precio precios oferta ofertas cotizacion pedido pedidos encargo lista listado relacion material materiales producto productos articulo articulos referencia referencias tarifa coste costes importe numeros " +
    "plazo disponibilidad stock existencias existencies pressupost preu preus comanda encarrec llista llistat relacio materials articles cotitzacio quotation pricing prices list items item goods products order materials availability cost costs",
  /** Points at what follows or at all of it. */
  pointer:
    "nota note siguiente siguientes continuacion detallo detallados detalle adjunto adjunta abajo esto estos estas este esta sigue siguen indico indicado indicados relaciono aqui segun seguent seguents avall aixo aquest aquesta aquests aquestes segueix segueixen " +
    "continuacio aqui following below these this here attached lot",
  /** Words that hold a sentence together and are no part of a thing's name when they stand first. */
  small:
    "a al el la los las lo un unos unas de del para por en y e que me te se os nos le les mi tu su nuestro nuestra nuestros nuestras si ya por favor porfa porfavor urgente urgentemente tambien ademas asi mismo mas cuando cuanto cuanta cuantos cuantas puedas puedan podais podeis " +
    "pueden puede podrias podriais podria podrian seria serian fuera para ver mira habria hay va van ir seria nuevo solo todavia ahora hoy esta semana vez necesario sale salen saldria saldrian costaria costarian vale valen valdria bien estamos estoy andamos escasos ruego rogamos agradeceria agradecemos oferten nos interesaria " +
    "els les pot una unes dels als per amb em et es us ens hi ho li i que sisplau si us plau quan puguis pugueu podeu podrieu podries pots tambe estem estic anem seran sera surt sortiria costaria valen be doncs " +
    "the an to for at of us me we i you our your my please could can may might would like be is are it by some also and kindly how much about have has having us down of i'm i'd we'd we're im id asap with regards on in up these them do just quick",
  /** Leaves something out, standing first. */
  leave:
    "olvida olvidad olvide olvidate olvidaos olvidemos quita quitad quite quitame quitar elimina eliminad elimine eliminar borra borrad borrar cancela cancelad cancele cancelar anula anulad anule anular descarta descartad descartar saca sacad omite omitid suprime suprimid excluye excluid retira retirad retire " +
    "oblida oblideu oblidi treu traieu tregui treure esborra esborreu elimineu anulla anulleu descarteu cancella cancelleu suprimeix suprimiu " +
    "skip forget drop remove cancel omit exclude scratch delete ignore",
  /** Wanting in a sentence that denies it. */
  wish:
    "pongas ponga pongais pongan mandes mande mandeis envies envie envieis incluyas incluya incluyais necesito necesitamos necesita quiero queremos quiere falta hace hacen traigas prepares preparéis preparas cuentes queria querriamos interesa interesan metas metais pidas " +
    "posis posi poseu posin envii enviis envieu incloguis inclogueu vull volem vol cal calen calia necessitem necessito necessita facis interessa " +
    "need want include send require needed required wanted put add",
  /** A later word takes the place of an earlier one. */
  correct:
    "perdon perdona perdone disculpa disculpe mejor corrijo correccion digo rectifico rectificacion espera esperate bueno realmente quise quiero decir dicho realidad sean ponme pon pongamos dejalo dejemoslo cambialo cambia error equivocado equivoque ay uy no va ya " +
    "perdo disculpeu millor corregeixo correccio vull dir espereu espera siguin posa posem deixa deixemho dic rectificacio realitat " +
    "sorry actually rather make mean wait correction instead meant oops scratch change better that it i should say apologies be",
  /** Delivery: when or where something should arrive. */
  deliver:
    "entrega entregar entregad entreguen entregarlo entregarse enviar envio recibir recibirlo llegue llegar llegara llegan lleguen arriben llega llegasen necesito necesitamos necesitaria necesitariamos necesitan tendria tendrian estar estuviera quiero queremos queria querria querriamos recoger recogeria recogeriamos recogida recojo plazo urge urgente corre prisa tope tardar limite fecha maximo " +
    "disponible servir servirlo pasare pasaremos pasaria pasariamos pasamos lliurament lliurar lliureu enviament arribar arribi arribin rebre recollir recollida recolliria recolliriem necessitem necessito necessitaria hauria haurien urgeix data termini passarem passare " +
    "delivery deliver delivered needed need needs arrive arrives due deadline by before collect pickup ship shipped receive dispatch here required aniria anirien vendria vendrian perfecto ideal voldriem voldria",
  /** Paying. */
  pay: "pago pagos pagar pagamos pagaremos pagare pagaria transferencia confirming giro domiciliado domiciliacion contado vencimiento pagament pagarem pagare transferencia gir comptat venciment payment pay paid net transfer",
  /** How long an offer holds. */
  valid: "validez vigencia validesa vigencia validity valida valido vigente",
  /** Signs of a sentence with a verb that is no item. */
  sentence:
    "que me te se os nos le si cuando porque esta estan es son era fue ha han hemos he hay habia teneis tengo tenemos tienes tiene puedes puede podeis llamame llamad avisame avisad mandais mandas recuerda acuerdate sabes sabeis creo espero confirmame dime decidme dices digais " +
    "quedo quedamos cerramos llego viene vienen felicidades enhorabuena gracias hablamos vamos voy quedamos perdona disculpa lamento siento aviso " +
    "em et es us ens que si perque hi ha hem he teniu tens tinc pots podeu truca truqueu avisa aviseu digues digueu recorda recordeu passeu son era va vam felicitats sou ets estem " +
    "i i'm we you he she they is are was were have has had can could will would do does did if when because let call ring confirm remember congratulations there what why my we're cannot",
} as const;

export type PhraseClass = keyof typeof classes;

const lexicons = Object.fromEntries(
  Object.entries(classes).map(([name, words]) => [
    name,
    nearWords(
      words.split(" ").map((word) => [word, true as const]),
      6,
    ),
  ]),
) as Record<PhraseClass, ReturnType<typeof nearWords<true>>>;

/** Whether a folded word belongs to a class, with a slip too; words of paying and validity only as they are written. */
export function isA(folded: string, name: PhraseClass): boolean {
  if (name === "pay" || name === "valid") return lexicons[name].exact(folded) === true;
  if (name === "ask" && /^\p{L}{3,}[aei]d(?:me|nos)$/u.test(folded)) return true;
  return (
    lexicons[name].find(folded) === true || (folded.includes("-") && lexicons[name].exact(folded.slice(0, folded.indexOf("-"))) === true)
  );
}
