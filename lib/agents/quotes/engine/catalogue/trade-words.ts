/**
 * Words and phrases that mean one thing in trade, in Spanish, Catalan and English mixed: one set a line, members parted by
 * commas, written without articles. General knowledge of many trades; what a company calls its own things is learned from
 * its catalogue. A word may stand in several sets. Stems count, so plurals and genders are left out.
 */
export const tradeWords: readonly string[] = `
tornillo, cargol, vis, screw, bolt, perno, pern
tuerca, femella, rosca hembra, nut, hexagon nut
arandela, volandera, washer
tirafondo, tirafons, tirafó, vis fusta, wood screw, coach screw, lag screw, lag bolt, tornillo madera, cargol fusta, timber screw, chipboard screw, tornillo aglomerado
autorroscante, tornillo chapa, autoperforante, autoroscant, cargol xapa, self tapping screw, self drilling screw
clavo, clau, nail, punta acero
grapa, grapadora grapa, staple
taco, tac, wall plug, plug, rawlplug, dowel, anchor plug, taco nylon, tac niló, expansion plug
anclaje, ancoratge, anchor, wall anchor
espárrago, varilla roscada, vareta roscada, threaded rod, stud
remache, rebló, rivet
bisagra, frontissa, pernio, hinge
candado, cadenat, padlock
cerradura, pany, lock, door lock
cerrojo, forrellat, bolt lock, deadbolt
bombín, cilindro cerradura, bombí, cilindre pany, lock cylinder, cylinder lock
pomo, tirador, maneta, manilla, manilla puerta, knob, door handle, handle
broca, drill bit, drill, broca taladro
corona perforadora, broca corona, hole saw
widia, vidia, vídia, carbide, carburo, carbide tipped, masonry, hormigón
disco corte, disc tall, disco radial, disc radial, disco amoladora, cutting disc, cut off wheel, cutting wheel, cut off disc
disco lija, disc escata, sanding disc
lija, papel lija, paper vidre, escata, sandpaper, abrasive paper
muela, mola, grinding wheel
taladro, trepant, drilling machine, power drill
taladro percutor, martillo percutor, trepant percussor, hammer drill
atornillador, cargolador, screwdriver machine, cordless screwdriver, electric screwdriver
destornillador, tornavís, screwdriver
martillo, martell, hammer
alicate, alicates, alicata, pliers
tenaza, tenalla, pincers
llave inglesa, clau anglesa, adjustable wrench, adjustable spanner
llave, clau, wrench, spanner, key
llave allen, clau allen, allen key, hex key, hexagonal key
llave vaso, carraca, carraca vasos, ratchet, socket wrench
sierra, serra, saw
serrucho, xerrac, handsaw, hand saw
caladora, sierra calar, serra calar, jigsaw
amoladora, radial, esmoladora, miniamoladora, angle grinder, grinder
lijadora, polidora, sander
pulidora, abrillantadora, polisher
cepillo, raspall, brush
cincel, cisell, chisel
lima, llima, file
nivel, nivell, spirit level, level
cinta métrica, flexómetro, metre cinta, cinta mètrica, tape measure, measuring tape
calibre, pie rey, peu rei, caliper
escalera, escala, ladder
andamio, bastida, scaffold, scaffolding
carretilla, carretó, wheelbarrow
transpaleta, traspalet, pallet truck, pallet jack
polipasto, polispast, hoist
cadena, chain
cuerda, corda, rope, soga
cable acero, cable acer, wire rope
brida, abrazadera plástica, brida plàstica, cable tie, zip tie
abrazadera, abraçadora, clamp, pipe clamp, hose clamp
silicona, silicone
sellador, segellador, sealant, sellante
espuma poliuretano, escuma poliuretà, pu foam, expanding foam, polyurethane foam
adhesivo, cola, pegamento, adhesiu, glue, adhesive
adhesivo montaje, adhesiu muntatge, cola montaje, construction adhesive, mounting adhesive, grab adhesive
cianoacrilato, pegamento instantáneo, super glue
cinta adhesiva, celo, cinta adhesiva, adhesive tape, sticky tape, sellotape, tape
cinta aislante, cinta aïllant, insulating tape, electrical tape
cinta carrocero, cinta pintor, masking tape, painter tape
cinta doble cara, cinta doble cara, double sided tape
cinta embalar, precinto, precinte, packing tape, packaging tape
cinta americana, duct tape
teflón, cinta ptfe, ptfe tape, thread seal tape
pintura, paint
esmalte, esmalt, enamel
barniz, vernís, varnish
imprimación, imprimació, primer, emprimació
disolvente, dissolvent, solvent, thinner
brocha, brotxa, paint brush, paintbrush
pincel, pinzell, fine brush
rodillo, corró, paint roller, roller
espátula, espàtula, spatula, putty knife
masilla, massilla, putty, filler
yeso, guix, plaster, escayola, escaiola
cemento, ciment, cement
mortero, morter, mortar
cemento cola, ciment cola, tile adhesive
arena, sorra, sand
grava, gravel
ladrillo, totxo, maó, brick
bloque, bloc, block
teja, teula, roof tile
baldosa, rajola, tile, floor tile, azulejo
lechada, junta, borada, grout
placa yeso, pladur, plasterboard, drywall, placa guix laminat
perfil, profile, perfil metálico
chapa, xapa, plancha, planxa, sheet metal, metal sheet
viga, biga, beam
tablero, tauler, board, panel
aglomerado, aglomerat, chipboard
contrachapado, contraxapat, plywood
aislante, aïllant, insulation, aislamiento, aïllament
lana roca, llana roca, rock wool, mineral wool
impermeabilizante, impermeabilitzant, waterproofing
malla, mesh, xarxa
lona, tarpaulin, tarp
plástico burbuja, plàstic bombolles, bubble wrap
film estirable, film transparente, film paletizar, stretch film, stretch wrap
tubo, tub, caño, tubería, canonada, tube, pipe
manguera, mànega, mànguera, hose
latiguillo, flexo, flexible, flexo agua, latiguillo flexible, flexible hose, tap connector, braided hose, flexible connector
codo, colze, elbow
te, tee, pieza t
manguito, maniguet, coupling, sleeve, unión
racor, ràcord, fitting, conexión
reducción, reducció, reducer
tapón, tap, plug, stopper, cap
válvula, vàlvula, valve
válvula esfera, llave paso, llave esfera, clau pas, clau esfera, ball valve, stopcock, llave corte
válvula retención, válvula antirretorno, check valve, non return valve
desagüe, desguàs, drain, waste
sifón, sifó, siphon, trap
grifo, aixeta, faucet, tap, grifería, water tap
monomando, monocomandament, single lever, mixer, mixer tap, single lever mixer
lavabo, lavamanos, rentamans, washbasin, wash basin, basin, bathroom sink
fregadero, aigüera, pica, pila, kitchen sink, sink
bañera, banyera, bathtub, bath
ducha, dutxa, shower
plato ducha, plat dutxa, shower tray
inodoro, vàter, wc, toilet, lavatory
cisterna, cistern, toilet cistern
mampara, shower screen
termo, calentador, escalfador, water heater, termo eléctrico
caldera, boiler
radiador, radiator
bomba, pump
bomba agua, bomba aigua, water pump
depósito, dipòsit, tank
contador, comptador, meter
filtro, filtre, filter
junta, gasket, seal, junta goma
junta tórica, junta tòrica, o ring
cable, hilo, fil, wire, conductor
cable flexible, hilo flexible, fil flexible, cable unipolar, flexible cable, flexible wire, single core cable, hilo, fil, single core, unipolar
manguera eléctrica, cable manguera, multicore cable, multipolar, cable multipolar
cable red, latiguillo red, cable xarxa, network cable, ethernet cable, patch cord, patch cable, latiguillo utp
alargo, alargador, prolongador, allargador, extension cord, extension lead, extension cable
regleta, regleta enchufes, base múltiple, power strip
enchufe, endoll, toma corriente, base enchufe, socket, power socket, wall socket, outlet, schuko
clavija, clavilla, plug, power plug
interruptor, switch, light switch
conmutador, commutador, two way switch
pulsador, polsador, push button
magnetotérmico, magnetotèrmic, interruptor automático, interruptor magnetotérmico, circuit breaker, automático, pia, mcb, miniature circuit breaker, interruptor automàtic, breaker
diferencial, interruptor diferencial, rcd, residual current device, residual current circuit breaker, rccb
contactor, contactor
relé, relay
fusible, fuse
cuadro eléctrico, quadre elèctric, distribution board, electrical panel, consumer unit
caja empalme, caja derivación, caixa derivació, junction box
canaleta, canal, trunking
tubo corrugado, tub corrugat, corrugated tube, conduit
bornera, borna, terminal block
terminal, terminal, lug
bombilla, bombeta, lámpara, làmpada, bulb, light bulb, lamp
tubo led, tub led, fluorescente, fluorescent, led tube, tubo fluorescente
foco, projector, focus, floodlight, spotlight, spot
proyector, projector, projectors
downlight, ojo buey, ull bou, recessed light
pantalla estanca, estanca, waterproof luminaire
luminaria, lluminària, luminaire, light fitting, light fixture
tira led, led strip
linterna, llanterna, torch, flashlight
plafón, plafó, ceiling light
e27, rosca gorda, rosca gruesa, rosca grossa, casquillo gordo, rosca normal, edison screw, es27, large edison screw, standard screw cap, standard screw
e14, rosca fina, rosca prima, casquillo fino, small edison screw, small screw cap, ses, small screw
gu10, dicroica, dicroic, dicroico, dichroic, gu10 spot
3000K, 2700K, luz cálida, llum càlida, blanco cálido, blanc càlid, warm white, warm light
3000K, 2700K, cálida, càlida, warm
4000K, neutra, neutral
4000K, luz neutra, luz natural, llum neutra, llum natural, blanco neutro, blanc neutre, neutral white, natural white, neutral light, natural light
6500K, 6000K, luz fría, llum freda, blanco frío, blanc fred, cool white, cold white, daylight, cold light, luz día
6500K, 6000K, fría, freda, cold
pila, battery, pila alcalina, bateria alcalina
batería, bateria, battery
cargador, carregador, charger
transformador, transformer
fuente alimentación, font alimentació, power supply, psu
motor, engine
generador, grup electrògen, grupo electrógeno, generator, genset
ventilador, fan
aire acondicionado, aire condicionat, air conditioner, air conditioning, split
termostato, termòstat, thermostat
sensor, detector
alarma, alarm
cámara, càmera, camera
timbre, doorbell
panel solar, placa solar, solar panel
inversor, inverter
ordenador, ordinador, computer, pc
portátil, portàtil, ordenador portátil, ordinador portàtil, laptop, notebook, notebook computer, laptop computer
sobremesa, desktop, desktop computer, torre
tableta, tablet, tauleta
pantalla, monitor, screen, display, pantalla ordenador
teclado, teclat, keyboard
ratón, ratolí, mouse
alfombrilla, estora ratolí, mouse pad, alfombrilla ratón
auricular, casco, cascos, headset, headphone, earphone
altavoz, altaveu, speaker, loudspeaker
micrófono, micròfon, microphone
impresora, impressora, printer
multifunción, multifunció, all in one printer
escáner, escàner, scanner
tóner, tòner, toner, toner cartridge, cartucho tóner
cartucho tinta, cartutx tinta, ink cartridge
tinta, ink
disco duro, disc dur, hard disk, hard drive, hdd
disco, disc, disk, drive
ssd, disco sólido, disco ssd, disc ssd, solid state drive, solid state disk
memoria usb, pendrive, pincho usb, llapis usb, usb stick, flash drive, usb drive, usb flash drive
tarjeta memoria, targeta memòria, memory card
memoria ram, ram, memòria ram
servidor, server
armario rack, rack, armari rack, rack cabinet
router, encaminador, enrutador
conmutador red, switch red, network switch
punto acceso, punt accés, access point
adaptador, adapter, adaptor
conector, connector
concentrador, hub, dock, docking station, estación acoplamiento
sai, ups, sistema alimentación ininterrumpida
soporte, suport, stand, mount, bracket, support, holder
soporte monitor, brazo monitor, suport monitor, braç monitor, monitor arm, monitor stand, monitor mount, soporte pantalla
funda, maletín, maletí, sleeve, laptop bag, laptop case, carrying case, briefcase, cartera portátil, bolsa portátil
mochila, motxilla, backpack
inalámbrico, sense fils, sense fil, inalàmbric, wireless, sin cable, sin hilos, cordless
con cable, amb cable, wired, usb
táctil, tàctil, touch, touchscreen
lector código barras, lector codi barres, barcode scanner, barcode reader
etiqueta, label, sticker, adhesivo etiqueta
software, licencia, llicència, license, licence
teléfono, telèfon, phone, telephone
móvil, mòbil, mobile phone, smartphone, cell phone
papel, paper
folio, papel, full, papel fotocopiadora, paper copiadora, copy paper, copier paper, photocopy paper, printer paper, printing paper, folis, papel multifunción
papel, folio
cartulina, cartolina, card stock, cardstock, cardboard sheet
cartón, cartró, cardboard
sobre, sobre, envelope
cuaderno, llibreta, libreta, quadern, notebook paper, exercise book
bloc notas, bloc notes, notepad, writing pad
nota adhesiva, notas adhesivas, post it, posit, pósit, nota adhesiva, notes adhesives, sticky note, sticky notes, taco notas, tac notes adhesives, bloc notas adhesivas, adhesive notes
agenda, diary, planner
calendario, calendari, calendar
archivador, arxivador, clasificador, carpeta archivador, ring binder, binder, lever arch file, lever arch, arxivador palanca
archivador palanca, arxivador palanca, lever arch file, lever arch binder, lever arch
carpeta, folder
subcarpeta, subcarpeta, file folder
funda multitaladro, funda plástico, funda plàstic, punched pocket, plastic pocket
separador, divisor, divider
lomo ancho, llom ample, wide spine, broad spine, ample, wide
lomo estrecho, llom estret, narrow spine, estret, narrow
bolígrafo, boli, bolígraf, pen, ballpoint, ballpoint pen, biro
rotulador, retolador, marker, felt tip, felt pen, marker pen
fluorescente, subrayador, marcador fluorescente, highlighter
lápiz, llapis, pencil
portaminas, portamines, mechanical pencil
goma borrar, goma esborrar, eraser, rubber
sacapuntas, maquineta, pencil sharpener, sharpener
tijera, tisora, tisores, scissors
grapadora, grapadora, stapler
taladradora, perforadora, hole punch
clip, paper clip
chincheta, xinxeta, thumbtack, drawing pin
regla, regle, ruler
cúter, cutter, cúter, box cutter, utility knife
pegamento barra, barra cola, glue stick
corrector, typex, correction fluid, correction tape, cinta correctora
pizarra, pissarra, whiteboard, blackboard
calculadora, calculator
destructora, trituradora papel, destructora paper, shredder, paper shredder
plastificadora, laminator
encuadernadora, enquadernadora, binding machine
punta fina, fine point, fine tip, punta fina
retráctil, retràctil, retractable, click, clic, pulsador
caja fuerte, caixa forta, safe
silla, cadira, chair
silla oficina, cadira oficina, office chair, silla operativa, cadira operativa, silla escritorio, desk chair, task chair, operator chair, cadira despatx, silla despacho
sillón, butaca, armchair
taburete, tamboret, stool
banco, banc, bench
mesa, taula, table
escritorio, escriptori, mesa oficina, taula oficina, desk, mesa despacho
armario, armari, cupboard, cabinet, wardrobe
estantería, prestatgeria, estanteria, shelving, bookcase, shelf unit, rack estantería
estante, prestatge, balda, shelf
cajón, calaix, drawer
cajonera, buck, calaixera, drawer unit, pedestal, chest drawers
taquilla, guixeta, locker
perchero, penjador, coat rack, percha
lámpara mesa, llum taula, desk lamp, flexo lámpara
papelera, paperera, wastebasket, waste bin, bin
cojín, coixí, cushion
brazo, braç, reposabrazos, arm, armrest, recolzabraços
reposapiés, reposapeus, footrest
respaldo, respatller, backrest
sofá, sofà, sofa, couch
cama, llit, bed
colchón, matalàs, mattress
almohada, coixí, pillow
espejo, mirall, mirror
cortina, curtain
persiana, blind, shutter
alfombra, catifa, rug, carpet
felpudo, estoreta, doormat
vino, vi, wine
vino tinto, vi negre, red wine, tinto, negre
vino blanco, vi blanc, white wine
vino rosado, vi rosat, rosé wine, rosado, rosat, rose wine
cava, espumoso, escumós, sparkling wine
cerveza, cervesa, beer
licor, liquor
ginebra, gin
ron, rom, rum
whisky, whiskey
refresco, refresc, soft drink, soda
zumo, suc, juice
agua, aigua, water
agua mineral, aigua mineral, mineral water
con gas, amb gas, sparkling, carbonated
sin gas, sense gas, still
café, cafè, coffee
café grano, cafè gra, coffee bean, whole bean coffee, grano, gra
café molido, cafè mòlt, ground coffee, molido, mòlt, ground
descafeinado, descafeïnat, decaf, decaffeinated, descaf
cápsula, càpsula, capsule, coffee pod
natural, tueste natural, torrat natural, natural roast
té, te, tea
infusión, infusió, herbal tea
manzanilla, camamilla, camomile, chamomile
cacao, cacau, cocoa
chocolate, xocolata, chocolate
azúcar, sucre, sugar
miel, mel, honey
sal, salt
harina, farina, flour
trigo, blat, wheat
centeno, sègol, rye
maíz, blat moro, corn, maize
avena, civada, oat
levadura, llevat, yeast
masa madre, massa mare, sourdough
pan, pa, bread
barra pan, baguette, barra pa
panecillo, panet, bread roll, bun
molde, motlle, mould, mold, baking tin
bollería, brioixeria, pastry
croissant, cruasán, croissant
magdalena, muffin
galleta, galeta, cookie, biscuit
pastel, pastís, cake, tarta
mantequilla, mantega, butter
margarina, margarine
nata, crema leche, cream, whipping cream
leche, llet, milk
leche entera, llet sencera, whole milk, entera, sencera, full fat, whole
semidesnatada, semidesnatat, semi skimmed, semidescremada, semi skimmed milk
desnatada, desnatat, skimmed, skim milk, descremada
sin lactosa, sense lactosa, lactose free
sin gluten, sense gluten, gluten free
sin azúcar, sense sucre, sugar free
ecológico, ecològic, bio, organic, biológico
integral, wholemeal, whole grain, wholegrain
yogur, iogurt, yogurt, yoghurt
queso, formatge, cheese
huevo, ou, egg
aceite, oli, oil
aceite oliva, oli oliva, olive oil
aceite oliva virgen extra, oli oliva verge extra, extra virgin olive oil, aove, oove, virgen extra oliva
virgen extra, verge extra, extra virgin
aceite girasol, oli gira-sol, sunflower oil, girasol
vinagre, vinegar
aceituna, oliva, olive
arroz, arròs, rice
arroz bomba, arròs bomba, bomba rice
pasta, pasta, noodles
macarrón, macarrons, macaroni, penne
espagueti, espaguetis, spaghetti
fideo, fideu, vermicelli
lenteja, llentia, lentil
garbanzo, cigró, chickpea
alubia, mongeta, judía, bean, fesol
tomate, tomàquet, tomato
tomate frito, tomàquet fregit, tomato sauce
patata, potato
cebolla, ceba, onion
ajo, all, garlic
pimiento, pebrot, pepper bell, bell pepper
zanahoria, pastanaga, carrot
lechuga, enciam, lettuce
champiñón, xampinyó, mushroom, seta, bolet
manzana, poma, apple
naranja, taronja, orange
limón, llimona, lemon
plátano, plàtan, banana
uva, raïm, grape
fresa, maduixa, strawberry
melocotón, préssec, peach
almendra, ametlla, almond
nuez, nou, walnut
avellana, hazelnut
pimienta, pebre, pepper
pimentón, pebre vermell, paprika
especia, espècia, spice
salsa, sauce
mayonesa, maionesa, mayonnaise
mostaza, mostassa, mustard
atún, tonyina, tuna
sardina, sardine
mejillón, musclo, mussel
anchoa, anxova, anchovy
bacalao, bacallà, cod
merluza, lluç, hake
salmón, salmó, salmon
gamba, shrimp, prawn
calamar, squid
pulpo, pop, octopus
carne, carn, meat
pollo, pollastre, chicken
ternera, vedella, beef, veal
cerdo, porc, pork
cordero, xai, lamb
jamón, pernil, ham
chorizo, xoriço
salchicha, salsitxa, sausage
lata, llauna, tin, can, conserva
congelado, congelat, frozen
fresco, fresc, fresh
ahumado, fumat, smoked
escabeche, escabetx, pickled
picante, picant, spicy, hot
dulce, dolç, sweet
salado, salat, salted
crianza, criança, aged
reserva, reserve
servilleta, tovalló, napkin
mantel, estovalles, tablecloth
vaso, got, glass, tumbler, cup
copa, wine glass, goblet
taza, tassa, cup, mug
plato, plat, plate, dish
bol, cuenco, bowl
cubierto, coberts, cutlery
tenedor, forquilla, fork
cuchillo, ganivet, knife
cuchara, cullera, spoon
cucharilla, cullereta, teaspoon
jarra, gerra, jug, pitcher
bandeja, safata, tray
olla, pot, stockpot, stock pot
cazuela, cassola, casserole
sartén, paella, frying pan, pan
cazo, casset, saucepan
horno, forn, oven
microondas, microones, microwave
nevera, frigorífico, frigorífic, fridge, refrigerator
congelador, freezer
lavavajillas, rentaplats, rentavaixella, dishwasher
lavadora, rentadora, washing machine
secadora, assecadora, dryer, tumble dryer
batidora, batedora, blender, mixer
cafetera, coffee machine, coffee maker
tostadora, torradora, toaster
freidora, fregidora, fryer
plancha, planxa, griddle, iron
aspiradora, vacuum cleaner, vacuum
campana extractora, extractor, cooker hood, extractor hood
detergente, detergent
lavavajillas líquido, rentavaixella líquid, washing up liquid, dish soap
suavizante, suavitzant, fabric softener, softener
amoniaco, amoníac, ammonia
desinfectante, desinfectant, disinfectant
limpiador, netejador, cleaner
limpiacristales, netejavidres, glass cleaner, window cleaner
friegasuelos, fregasòls, floor cleaner
desengrasante, desgreixant, degreaser
jabón, sabó, soap
jabón manos, sabó mans, hand soap
gel hidroalcohólico, gel hidroalcohòlic, hand sanitizer, hand sanitiser
ambientador, air freshener
insecticida, insecticide
papel higiénico, paper higiènic, toilet paper, toilet roll
papel secamanos, toallita secamanos, eixugamans, paper eixugamans, hand towel, paper towel
papel cocina, paper cuina, kitchen roll, kitchen paper
pañuelo, mocador, tissue
bayeta, baieta, cloth, cleaning cloth
estropajo, fregall, scourer, scouring pad
esponja, sponge
fregona, motxo, pal fregar, mop
escoba, escombra, broom
recogedor, recollidor, dustpan
cubo, galleda, bucket, pail
bolsa basura, bossa escombraries, bin bag, garbage bag, trash bag, rubbish bag
contenedor, contenidor, container
dispensador, dosificador, dispensador, dispenser
guante, guant, glove
guante trabajo, guant treball, work glove, safety glove
nitrilo, nitril, nitrile
látex, làtex, latex
vinilo, vinil, vinyl
cuero, cuir, pell, piel, leather
mascarilla, mascareta, mask, face mask
gafas, ulleres, glasses, goggles, safety glasses
casco, casc, helmet, hard hat
tapón oído, tap oïda, earplug
bota, boot
bota seguridad, bota seguretat, safety boot
zapato, sabata, shoe
zapato seguridad, sabata seguretat, safety shoe
chaleco, armilla, vest
chaleco reflectante, armilla reflectant, high visibility vest, hi vis vest
arnés, arnès, harness
mono, granota, buzo, overall, coverall
bata, lab coat, gown
extintor, fire extinguisher
botiquín, farmaciola, first aid kit
señal, senyal, sign
valla, tanca, fence
cono, con, cone, traffic cone
camiseta, samarreta, t shirt, tshirt
polo, polo shirt
camisa, shirt
pantalón, pantaló, pantalons, trousers, pants
chaqueta, jaqueta, jacket
sudadera, dessuadora, sweatshirt, hoodie
jersey, sweater, pullover
abrigo, abric, coat
falda, faldilla, skirt
vestido, vestit, dress
calcetín, mitjó, sock
gorra, cap
gorro, gorra, hat, beanie
bufanda, scarf
delantal, davantal, apron
toalla, tovallola, towel
albornoz, barnús, bathrobe
sábana, llençol, sheet, bed sheet
funda almohada, coixinera, pillowcase
edredón, edredó, duvet, comforter
manta, blanket
tela, tejido, roba, teixit, fabric, cloth
hilo coser, fil cosir, sewing thread, thread
aguja, agulla, needle
botón, botó, button
cremallera, zip, zipper
algodón, cotó, cotton
poliéster, polièster, polyester
lino, lli, linen
lana, llana, wool
seda, silk
manga corta, màniga curta, short sleeve
manga larga, màniga llarga, long sleeve
bordado, brodat, embroidered, embroidery
jeringa, jeringuilla, xeringa, syringe
gasa, gauze
venda, bena, bandage
tirita, tireta, plaster, band aid
algodón hidrófilo, cotó fluix, cotton wool
termómetro, termòmetre, thermometer
camilla, llitera, stretcher, examination couch
silla ruedas, cadira rodes, wheelchair
muleta, crossa, crutch
alcohol, alcohol
agua oxigenada, aigua oxigenada, hydrogen peroxide
suero, sèrum, saline
resina, resin
composite, compòsit, composite dental
fresa, bur, milling cutter, fresa dental, dental bur
espejo dental, mirall dental, dental mirror
cepillo dientes, raspall dents, toothbrush
pasta dientes, pasta dents, toothpaste, dentífrico
alginato, alginat, alginate
anestesia, anestèsia, anaesthetic, anesthetic
sutura, suture
bisturí, scalpel
pinza, pinça, tweezers, clip, forceps
eyector, ejector, saliva ejector
babero, pitet, bib
maceta, test, tiesto, flowerpot, flower pot, plant pot
jardinera, planter
tierra, terra, soil
sustrato, substrat, potting soil, compost, substrate
turba, torba, peat
abono, fertilizante, adob, fertilitzant, fertilizer, fertiliser
semilla, llavor, seed
césped, gespa, lawn, grass
césped artificial, gespa artificial, artificial grass, artificial turf
planta, plant
árbol, arbre, tree
flor, flower
rosal, roser, rose bush
pala, shovel, spade
rastrillo, rasclet, rake
azada, aixada, hoe
tijera podar, tisora podar, secateurs, pruning shears, podadora
cortacésped, tallagespa, lawn mower, lawnmower
desbrozadora, desbrossadora, brush cutter, strimmer
cortasetos, tallabardisses, hedge trimmer
motosierra, motoserra, chainsaw
riego, reg, irrigation, watering
aspersor, sprinkler
gotero, degoter, dripper, goteo
regadera, watering can
programador riego, programador reg, irrigation timer
herbicida, herbicide, weed killer
piscina, swimming pool, pool
cloro, clor, chlorine
aceite motor, oli motor, motor oil, engine oil
anticongelante, anticongelant, antifreeze, coolant, refrigerante
líquido frenos, líquid frens, brake fluid
pastilla freno, pastilla fre, brake pad
disco freno, disc fre, brake disc
neumático, pneumàtic, tyre, tire
llanta, llanda, rim
bujía, bugia, spark plug
amortiguador, amortidor, shock absorber
embrague, embragatge, clutch
correa, corretja, belt
correa distribución, corretja distribució, timing belt
escobilla limpiaparabrisas, limpiaparabrisas, eixugaparabrises, wiper blade, windscreen wiper
faro, far, headlight
intermitente, intermitent, indicator
retrovisor, wing mirror
filtro aceite, filtre oli, oil filter
filtro aire, filtre aire, air filter
rodamiento, coixinet, rodament, bearing
retén, retenidor, oil seal
engranaje, engranatge, gear
muelle, molla, spring
cilindro, cilindre, cylinder
compresor, compressor
grasa, greix, grease
lubricante, lubricant
soldador, soldador, soldering iron
electrodo, elèctrode, electrode, welding rod
hilo soldar, fil soldar, welding wire
estaño, estany, solder, tin
careta soldar, welding mask, welding helmet
ácido, àcid, acid
sosa cáustica, sosa càustica, caustic soda
acetona, acetone
alcohol isopropílico, alcohol isopropílic, isopropyl alcohol, isopropanol
agua destilada, aigua destil·lada, distilled water
matraz, matràs, flask
probeta, proveta, graduated cylinder
vaso precipitados, vas precipitats, beaker
pipeta, pipette
tarjeta visita, targeta visita, business card
folleto, fullet, leaflet, flyer, octavilla
tríptico, tríptic, trifold, trifold leaflet
cartel, cartell, poster
lona publicitaria, banner, pancarta
rollup, roll up, expositor enrollable
catálogo, catàleg, catalogue, catalog
sello, segell, stamp
imprenta, impremta, printing
impresión, impressió, print
una cara, una cara, single sided, one sided
dos caras, doble cara, dues cares, double sided, two sided
mate, mat, matt, matte
brillo, brillant, brillante, gloss, glossy
satinado, setinat, satin
caja cartón, caixa cartró, cardboard box, carton box
bolsa papel, bossa paper, paper bag
bolsa plástico, bossa plàstic, plastic bag
botella, ampolla, bottle
tarro, pot, jar
palet, pallet
fleje, fleix, strapping
juguete, joguina, toy
pelota, pilota, balón, ball
bicicleta, bike, bicycle
casco bicicleta, casc bicicleta, bike helmet
raqueta, racket
pienso, pinso, dry food, pet food, feed
perro, gos, dog
gato, gat, cat, jack
collar, collaret, dog collar
correa, corretja, leash
champú, xampú, shampoo
acondicionador, condicionador, conditioner
crema, cream
perfume, perfum
maquillaje, maquillatge, make up, makeup
esmalte uñas, esmalt ungles, nail polish
peine, pinta, comb
secador, assecador, hair dryer
cuchilla, fulla afaitar, razor blade, blade
vela, espelma, candle
regalo, regal, gift
llavero, clauer, keyring
reloj, rellotge, clock, watch
paraguas, paraigua, umbrella
bandera, flag
libro, llibre, book
mapa, map
rueda, roda, wheel, castor, caster
carro, carret, cart, trolley
hora, hour
hora trabajo, mano obra, hora treball, mà obra, labour, labor, work hour
desplazamiento, desplaçament, travel, call out, callout
instalación, instal·lació, installation, install
montaje, muntatge, assembly, mounting
mantenimiento, manteniment, maintenance
cuota, quota, fee, contrato, contracte, mensualidad, mensualitat, monthly fee, abono mensual, monthly payment, suscripción, subscripció, subscription
reparación, reparació, repair
transporte, transport, portes, ports, shipping, delivery, freight
revisión, revisió, inspection, check
formación, formació, training, curso, curs
consultoría, consultoria, consulting
soporte técnico, suport tècnic, technical support, asistencia técnica
limpieza, neteja, cleaning
alquiler, lloguer, rental, rent, hire
mensual, mensual, monthly
anual, yearly, annual
rojo, vermell, red, roig
azul, blau, blue
verde, verd, green
amarillo, groc, yellow
naranja, taronja, orange
blanco, blanc, white, bco, blco
negro, negre, black
gris, grey, gray
marrón, marró, brown
rosa, pink
violeta, lila, morado, purple, violet
beige, beix
dorado, oro, daurat, or, gold, golden
dorado, latonado, daurat, llautonat, golden
plata, plateado, platejat, silver
turquesa, turquoise
granate, grana, burgundy, maroon
crema, cru, crudo, cream colour, ivory, marfil
transparente, transparent, clear, incoloro, incolor
amarillo verde, groc verd, yellow green
amarillo verde, tierra, toma tierra, terra, earth, ground
claro, clar, light
oscuro, fosc, dark
acero, acer, steel
acero inoxidable, inox, acer inoxidable, inoxidable, stainless steel, stainless
cincado, zincado, zincat, galvanizado, galvanitzat, zinc plated, galvanised, galvanized, bicromatado, zinc
latón, llautó, brass, lat
cobre, coure, copper
hierro, ferro, iron
aluminio, alumini, aluminium, aluminum
bronce, bronze
níquel, niquelado, níquel, niquelat, nickel, nickel plated
cromo, cromado, cromat, crom, chrome, chromed, chrome plated
plomo, plom, lead metal
plástico, plàstic, plastic
nylon, niló, nailon
pvc, policloruro vinilo
polietileno, polietilè, polyethylene, pe
polipropileno, polipropilè, polypropylene, pp
goma, caucho, cautxú, rubber
madera, fusta, wood, wooden, timber
roble, roure, oak
pino, pi, pine
haya, faig, beech
nogal, noguera, walnut wood
vidrio, vidre, cristal, glass
cerámica, ceràmica, ceramic
porcelana, porcellana, porcelain
mármol, marbre, marble
granito, granit, granite
piedra, pedra, stone
metal, metall, metálico, metàl·lic
corcho, suro, cork
espuma, escuma, foam
multicapa, multilayer, multilayer composite
hexagonal, cabeza hexagonal, cap hexagonal, hex head, hexagon head, hexagonal head, hex
cabeza avellanada, avellanado, cap aixamfranat, aixamfranat, countersunk, flat head, countersunk head
cabeza redonda, cap rodó, round head
cabeza, cap, head
redondo, rodó, round, circular
cuadrado, quadrat, square
rectangular, rectangle
ovalado, ovalat, oval
plano, pla, flat
curvo, corb, corbat, curved
recto, recte, straight
grande, gran, large, big
mediano, mitjà, medium
pequeño, petit, small
largo, llarg, long
corto, curt, short
ancho, ample, wide
estrecho, estret, narrow
alto, alt, high, tall
bajo, baix, low
grueso, gruixut, thick
fino, prim, thin, fine
doble, double
simple, sencillo, senzill, single
triple, triple
ligero, lleuger, lightweight
pesado, pesant, heavy
duro, dur, hard
blando, suave, tou, suau, soft
fuerte, fort, strong
nuevo, nou, new
usado, usat, used, segunda mano
reforzado, reforçat, reinforced
plegable, plegable, folding, foldable
ajustable, regulable, adjustable, ajustable
giratorio, giratori, swivel, rotating
automático, automàtic, automatic
manual, manual
eléctrico, elèctric, electric, electrical
digital, digital
óptico, òptic, optical
recargable, recarregable, rechargeable
desechable, d'un sol ús, un solo uso, un sol ús, disposable, single use
reutilizable, reutilitzable, reusable
reciclado, reciclat, recycled
impermeable, waterproof, estanco, estanc
ignífugo, ignífug, fireproof, fire resistant
antideslizante, antilliscant, non slip, antislip
universal, universal
original, original, oem
compatible, compatible
profesional, professional
industrial, industrial
doméstico, domèstic, household, domestic
interior, indoor
exterior, outdoor
izquierdo, esquerre, left
derecho, dret, right
superior, upper, top
inferior, lower, bottom
macho, mascle, male
hembra, femella, female
hombre, home, caballero, men
mujer, dona, señora, women
niño, nen, infantil, kid, kids, child
perfumado, perfumat, scented
neutro, neutre, neutral
ácido, àcid, acetic, acético, acètic
líquido, líquid, liquid
polvo, pols, powder
espray, spray, aerosol
barra, bar, rod
cartucho, cartutx, cartridge
arco corto, arc curt, short shackle
arco largo, arc llarg, long shackle
arco, arc, shackle
libre halógenos, lliure halògens, halogen free
bipolar, 2P, dos polos, dos pols, two pole, double pole
tripolar, 3P, tres polos, tres pols, three pole
tetrapolar, 4P, cuatro polos, quatre pols, four pole
unipolar, 1P, un polo, single pole
monofásico, monofàsic, single phase
trifásico, trifàsic, three phase
full hd, 1080p, fhd, fullhd
4k, uhd, ultra hd
oficina, despacho, despatx, office
cocina, cuina, kitchen, fregadero, aigüera, kitchen sink
bidé, bidet
laborable, horario laboral, horari laboral, horario normal, horari normal, entre semana, día laborable, weekday, working hour, business hour, normal hour, feiner
festivo, festiu, fin semana, cap setmana, weekend, domingo, diumenge, holiday, bank holiday, sábado, dissabte
nocturno, nocturn, noche, nit, night, night time
urgente, urgent, express, exprés
técnico, tècnic, technician, operario, operari, oficial
avanzado, avançat, advanced
básico, bàsic, basic
baño, bany, bathroom
jardín, jardí, garden
coche, cotxe, car
camión, camió, truck, lorry
casa, hogar, llar, home
escuela, escola, school
mano, mà, hand
pie, peu, foot
español, espanyol, spanish, qwerty español
inglés, anglès, english
francés, francès, french
pintor, painter
electricista, electrician
garrafa, jug, carafe, bidón, bidó, jerrycan
saco, sac, sack
brik, tetrabrik, carton, cartó
blava, azul, blue
vermella, roja, red
groga, amarilla, yellow
delantero, davanter, front, delante, davant
trasero, posterior, darrere, rear, back, detrás
lateral, side
central, centre, center, middle
recambio, repuesto, recanvi, spare, spare part, refill, recarga, recàrrega
accesorio, accessori, accessory
herramienta, eina, tool
tapa, tapadera, cubierta, lid, cover, top cover
asa, nansa, ansa, handle
mango, mànec, handle, shaft
cuchilla, fulla, ganiveta, blade, hoja
hoja, full, sheet, leaf
rollo, bobina, rotlle, roll, reel, coil
lámina, làmina, sheet, film
film, filme, foil, película, pel·lícula
papel aluminio, paper alumini, aluminium foil, tin foil
papel horno, papel vegetal, paper forn, paper vegetal, baking paper, parchment paper
papel kraft, kraft paper, paper kraft
papel seda, paper seda, tissue paper
papel regalo, paper regal, wrapping paper, gift wrap
papel térmico, rollo térmico, thermal paper, thermal roll, paper tèrmic
papel pintado, paper pintat, wallpaper
pajita, caña, palleta, canya, straw, drinking straw
palillo, mondadientes, escuradents, toothpick
brocheta, pincho, broqueta, skewer
envase, recipiente, envàs, container, tub, tupper, fiambrera, carmanyola, food container
blonda, tapete, doily
tarrina, terrina, tub, pot
cubitera, galleda gel, ice bucket
sacacorchos, descorchador, llevataps, tirabuixó, corkscrew
abrelatas, obrellaunes, can opener, tin opener
rallador, ratllador, grater
colador, escorredor, colador malla, strainer, colander, sieve, tamiz, sedàs
embudo, embut, funnel
cucharón, cullerot, ladle
espumadera, escumadora, skimmer
batidor, varilla, batedor, whisk
rodillo cocina, corró, rolling pin
tabla cortar, tabla corte, post tallar, fusta tallar, taula tall, cutting board, chopping board
mortero, morter, pestle mortar
olla presión, olla pressió, pressure cooker
cuchillo cocina, ganivet cuina, kitchen knife, chef knife
afilador, chaira, esmolador, sharpener
sacapuntas, maquineta, pencil sharpener
balanza, báscula, balança, bàscula, scale, weighing scale
rallada, ratllat, grated
bol ensalada, ensaladera, enciamera, salad bowl
salero, saler, salt shaker
azucarero, sucrera, sugar bowl
mantelería, individual, estovalles individuals, placemat, mantelito
cubrecolchón, protector colchón, protector matalàs, mattress protector
somier, canapé, bed base
litera, llitera, bunk bed
cuna, bressol, cot, crib
trona, high chair
cochecito, carrito bebé, cotxet, pushchair, stroller, buggy
pañal, bolquer, diaper, nappy
toallita, toallita húmeda, tovalloleta, wipe, wet wipe
biberón, biberó, feeding bottle, baby bottle
chupete, xumet, dummy, pacifier
tetina, teat
compresa, compresa higiènica, sanitary pad, sanitary towel
tampón, tampó, tampon
preservativo, condón, preservatiu, condom
esparadrapo, cinta quirúrgica, esparadrap, medical tape, surgical tape
apósito, apòsit, dressing, wound dressing
compresa, gasa, pad, swab
hisopo, bastoncillo, escovilló, bastonet, cotton swab, cotton bud
depresor, depresor lingual, abaixallengües, tongue depressor
catéter, sonda, catèter, catheter
cánula, cànula, cannula
tensiómetro, tensiòmetre, blood pressure monitor
pulsioxímetro, oxímetro, pulsioxímetre, oximeter
fonendoscopio, estetoscopio, fonendoscopi, stethoscope
glucómetro, glucòmetre, glucose meter
tira reactiva, test strip
mascarilla quirúrgica, surgical mask, mascareta quirúrgica
bata quirúrgica, surgical gown
calza, cubrezapatos, peüc, shoe cover, overshoe
cofia, gorro quirúrgico, bouffant cap, gorra quirúrgica
collarín, collaret cervical, cervical collar
rodillera, genollera, knee brace, knee pad
tobillera, turmellera, ankle brace
muñequera, canellera, wrist brace
faja, faixa, back support, girdle
plantilla, insole
estéril, esterilizado, esterilitzat, sterile
tubo ensayo, tub assaig, test tube
placa petri, petri dish, petri
portaobjetos, portaobjectes, microscope slide, glass slide
cubreobjetos, cobreobjectes, coverslip, cover slip
bureta, burette
embudo decantación, separating funnel
microscopio, microscopi, microscope
centrífuga, centrifugadora, centrifuge
agitador, stirrer, shaker
mechero bunsen, bunsen burner
gradilla, rack, tube rack
papel filtro, paper filtre, filter paper
reactivo, reactiu, reagent
metanol, alcohol metílico, methanol, alcohol metílic
glicerina, glicerol, glycerine, glycerin
puntas pipeta, punta pipeta, pipette tip
cuentagotas, comptagotes, dropper
bandera, flag, banderola
globo, globus, balloon
guirnalda, garlanda, garland
confeti, confetti
disfraz, disfressa, costume
peluche, peluix, plush, soft toy
muñeca, nina, doll
rompecabezas, puzle, trencaclosques, puzzle, jigsaw puzzle
baraja, naipe, carta, playing card
dado, dau, dice
plastilina, modelling clay, play dough
cera, crayón, crayon, wax crayon
acuarela, aquarel·la, watercolour, watercolor
lienzo, llenç, tela pintar, canvas
caballete, cavallet, easel
témpera, tempera paint
balón, pilota, ball, pelota
portería, porteria, goal
red, xarxa, net
silbato, xiulet, whistle
mancuerna, pesa, manuella, dumbbell
esterilla, estora, mat, yoga mat, colchoneta
comba, corda saltar, skipping rope, jump rope
cinta correr, treadmill
bicicleta estática, exercise bike
pala pádel, raqueta pádel, padel racket
volante bádminton, shuttlecock
guantes boxeo, boxing glove
tienda campaña, tenda campanya, tent
saco dormir, sac dormir, sleeping bag
cantimplora, water bottle, canteen
caña pescar, canya pescar, fishing rod
anzuelo, ham, fish hook, hook
sedal, fil pescar, fishing line
aleta, fin, flipper
bañador, banyador, swimsuit
gafas natación, ulleres natació, swimming goggle
chaleco salvavidas, armilla salvavides, life jacket
esquí, ski
patín, patí, skate, roller skate
casco moto, casc moto, motorcycle helmet
cámara aire, inner tube, cambra
sillín, seient bicicleta, saddle
manillar, manillar bici, handlebar
inflador, bomba aire, manxa, pump, air pump
candado bici, bike lock
comedero, menjadora, feeder
bebedero, abeurador, drinker
arena gato, sorra gat, cat litter, litter, lecho
jaula, gàbia, cage
acuario, pecera, aquari, peixera, aquarium, fish tank
correa perro, corretja gos, dog lead, leash
arnés perro, arnés gos, dog harness
hueso, os, bone
snack, golosina, premio, llaminadura, treat
antiparasitario, collar antiparasitario, antiparasitari, flea collar
cama perro, llit gos, dog bed
pájaro, ocell, bird
caballo, cavall, horse
gallina, ponedora, hen
tijera, estisores, tisora, scissors, shears
azadón, càvec, hoe
horca, forca, fork, pitchfork
manguito, mànega, hose, manguera
tutor, vara, stake, cane
malla sombreo, malla ombrejadora, shade net, shade cloth
malla antihierba, malla antiherbes, weed fabric, ground cover
invernadero, hivernacle, greenhouse
bulbo, bulb, bulb flor
compost, compostador, composter
fertilizante, fertilitzant, adob, fertiliser, fertilizer, abono
fungicida, fungicide
soplador, bufador, leaf blower, blower
pulverizador, fumigador, polvoritzador, sprayer, mochila pulverizadora, knapsack sprayer
motocultor, motoazada, tiller, cultivator
hacha, destral, axe
machete, matxet
cuerda tendedero, tendedero, estenedor, clothes airer, drying rack
pinza ropa, agulla estendre, clothes peg, clothespin, pinza tender
percha, penjador, hanger, coat hanger
tabla planchar, taula planxar, ironing board
cesto, cesta, cistell, cistella, basket
cesta ropa, cistell roba, laundry basket
caja almacenaje, capsa emmagatzematge, storage box, caja plástico
caja herramientas, caixa eines, toolbox, tool box
palé, palet, pallet
cantonera, cantonada, corner protector, edge protector
precinto, cinta embalaje, packing tape, cinta precinto, cinta precintar
etiqueta adhesiva, etiqueta, adhesive label, sticker, adhesiu, pegatina
bolsa zip, bolsa cierre, zip bag, ziplock bag, grip seal bag, bossa zip
bolsa vacío, bossa buit, vacuum bag
bolsa basura, bossa escombraries, bin bag, bin liner, rubbish bag, garbage bag, trash bag, refuse sack, saco basura
sobre acolchado, sobre encoixinat, padded envelope, bubble envelope, bubble mailer
relleno, farciment, filler, void fill
separador, divider, separador cartón
cúter, retractable knife, utility knife, trencadora
tampón sello, encoixinador, ink pad
lacre, sealing wax
tablón, tablón anuncios, suro, notice board, bulletin board, tauler
imán, iman, magnet
portafolios, portapapeles, clipboard, subjectapapers
porta credencial, acreditación, identificador, badge, name badge, badge holder
cordón, cordó, lanyard, cord
goma elástica, banda elástica, goma elàstica, rubber band, elastic band
rotulador permanente, permanent marker, retolador permanent
rotulador pizarra, whiteboard marker, retolador pissarra, dry erase marker
papel carbón, paper carbó, carbon paper
compás, compàs, compass
estuche, plumier, pencil case
mochila escolar, motxilla escolar, school bag, backpack
talonario, talonari, receipt book, albarà, albarán
funda, sleeve, pouch, case
sobremesa, de taula, desktop
trípode, trípode cámara, tripod
objetivo, objectiu, lens
carrete, rodet, film roll
gafas sol, ulleres sol, sunglasses
lentilla, lente contacto, lent contacte, contact lens
montura, muntura, frame
audífono, audiòfon, hearing aid
guitarra, guitar
cuerda guitarra, corda guitarra, guitar string
partitura, sheet music
baqueta, drumstick
atril, faristol, music stand, lectern
tinte, tint, dye, hair dye
laca, hairspray
gomina, gel cabello, hair gel
cepillo pelo, raspall cabells, hairbrush, hair brush
plancha pelo, planxa cabells, hair straightener
maquinilla, máquina cortar pelo, hair clipper, clipper
capa corte, capa peluquería, cutting cape
toalla desechable, tovallola rebutjable, disposable towel
lima uñas, llima ungles, nail file
quitaesmalte, acetona uñas, nail polish remover
crema solar, protector solar, sunscreen, sun cream
desodorante, desodorant, deodorant
gel baño, gel ducha, gel bany, gel dutxa, shower gel, body wash
jabón líquido, sabó líquid, liquid soap
pastilla jabón, sabó pastilla, soap bar
aceite esencial, oli essencial, essential oil
incienso, encens, incense
mecha, ble, wick
hilo, fil, thread, yarn
ovillo, cabdell, ball wool
bobina hilo, bobina fil, thread spool
cinta raso, cinta setí, satin ribbon
cinta elástica, goma costura, elastic tape, goma cosir
velcro, hook loop, cinta velcro
encaje, punta, lace, blonda
terciopelo, vellut, velvet
franela, franel·la, flannel
loneta, canvas
cuero, pell, leather, piel
ante, antelina, suede
forro, folre, lining
forro polar, polar, folre polar, fleece
chubasquero, impermeable, raincoat, rain jacket
cinturón, cinturó, belt
corbata, tie
ropa interior, roba interior, underwear
calzoncillo, calçotet, boxer, brief
braga, calces, panties
sujetador, sostenidor, bra
media, mitja, stocking, tights
pijama, pyjama
zapatilla, sabatilla, slipper, trainer, sneaker
sandalia, sandàlia, sandal
zueco, esclop, clog
cordón zapato, cordó sabata, shoelace
cojinete, coixinet, bearing, rodamiento
polea, politja, pulley
piñón, pinyó, sprocket
eje, eix, shaft, axle
tornillería, cargoleria, fastener
pasador, passador, pin, cotter pin, clavija
arandela grower, volandera grower, spring washer, lock washer
abrazadera, brida, clamp, hose clamp, abraçadora
eslinga, eslinga poliéster, sling, lifting sling
trinquete, tensor, tensor carga, ratchet strap
gancho, ganxo, hook
mosquetón, mosquetó, carabiner, snap hook
grillete, grilló, shackle
argolla, anella, ring, anilla
puntal, prop
encofrado, encofrat, formwork
hormigonera, formigonera, concrete mixer
llana, paleta, trowel
plomada, plom, plumb bob
tiralíneas, cordón trazar, chalk line
tejido, teixit, fabric, woven
aire comprimido, aire comprimit, compressed air
manómetro, manòmetre, pressure gauge, gauge
caudalímetro, cabalímetre, flow meter
electroválvula, electrovàlvula, solenoid valve
presostato, pressòstat, pressure switch
boya, flotador, boia, float
collarín toma, saddle clamp
arqueta, registro, inspection chamber
rejilla, reixa, reixeta, grille, grate, grating
canalón, canal, canaló, gutter
chimenea, xemeneia, chimney, flue
estufa, stove, heater
leña, llenya, firewood
carbón, carbó, charcoal, coal
barbacoa, barbecue, bbq, grill
toldo, tendal, awning
sombrilla, parasol, ombrel·la, para-sol
hamaca, tumbona, gandula, sunbed, lounger, deck chair
mosquitera, mosquitero, mosquit net, fly screen, mosquito net
escobilla, escombreta, toilet brush, escobilla váter, escobilla baño
portarrollos, portarotlles, toilet roll holder, roll holder
jabonera, dispensador jabón, sabonera, soap dispenser
secamanos, eixugamans, hand dryer
carro limpieza, carro neteja, cleaning trolley
mopa, mop, dust mop
limpiasuelos, fregaterra, floor cleaner
abrillantador, abrillantador vajilla, rinse aid
antical, descalcificador, antcalç, limescale remover, descaler
desatascador, desembussador, drain cleaner, unblocker
salfumán, salfumant, ácido clorhídrico, hydrochloric acid
bicarbonato, bicarbonat, bicarbonate, baking soda
cera suelos, floor wax, cera terra
quitamanchas, llevataques, stain remover
cepillo barrer, escombra, broom
batería moto, bateria moto, motorcycle battery
limpiaparabrisas, eixugaparabrises, windscreen wiper, wiper blade, wiper
alfombrilla coche, estoreta, car mat
triángulo, triangle, warning triangle
gato hidráulico, gat hidràulic, hydraulic jack, car jack
cable arranque, pinza batería, jump lead, jumper cable
refrigerante, refrigerant, coolant, anticongelante
bomba gasolina, bomba combustible, fuel pump
alternador, alternator
motor arranque, motor arrencada, starter motor
catalizador, catalitzador, catalytic converter
silenciador, tubo escape, tub fuita, exhaust, muffler
rótula, ròtula, ball joint
bobina encendido, bobina encesa, ignition coil
papel offset, offset paper, paper òfset
papel fotográfico, papel foto, paper fotogràfic, photo paper
plóter, plotter
encuadernación, enquadernació, binding
espiral, wire, canutillo, canutet, binding comb
troquel, encuny, die cut
dorso, darrere, back
sin alcohol, sense alcohol, alcohol free
sin sal, sense sal, unsalted
sin tapa, sense tapa, without lid
con tapa, amb tapa, with lid
con ruedas, amb rodes, with wheels, wheeled
con asa, amb nansa, with handle
pavo, gall dindi, turkey
pato, ànec, duck
conejo, conill, rabbit
lomo, llom, loin
pechuga, pit, breast
muslo, cuixa, thigh
hamburguesa, burger
albóndiga, mandonguilla, meatball
croqueta, croquette
empanadilla, panadeta, turnover
pizza, base pizza, pizza base
masa hojaldre, hojaldre, pasta full, puff pastry
calabacín, carbassó, courgette, zucchini
berenjena, albergínia, aubergine, eggplant
pepino, cogombre, cucumber
espinaca, espinac, spinach
coliflor, cauliflower
brócoli, bròquil, broccoli
judía verde, mongeta verda, green bean
guisante, pèsol, pea
alcachofa, carxofa, artichoke
espárrago, espàrrec, asparagus
calabaza, carbassa, pumpkin
pera, pear
cereza, cirera, cherry
ciruela, pruna, plum
sandía, síndria, watermelon
piña, pinya, pineapple
kiwi, kiwifruit
mermelada, melmelada, jam
membrillo, codonyat, quince
turrón, torró, nougat
caramelo, caramel, candy, sweet
chicle, xiclet, chewing gum
helado, gelat, ice cream
hielo, gel, ice
nata montar, nata muntar, whipping cream
leche condensada, llet condensada, condensed milk
caldo, brou, broth, stock
gelatina, gelatin
almidón, midó, starch, fécula
azúcar glas, azúcar glass, sucre llustre, sucre glas, icing sugar, powdered sugar
azúcar moreno, sucre morè, brown sugar
colorante, colorant, food colouring
canela, canyella, cinnamon
vainilla, vanilla
orégano, orenga, oregano
perejil, julivert, parsley
romero, romaní, rosemary
laurel, llorer, bay leaf
pistacho, festuc, pistachio
cacahuete, cacauet, peanut
pipas, pipa girasol, sunflower seed
pasa, pansa, raisin
dátil, dàtil, date
`
  .split("\n")
  .filter((line) => line !== "");
