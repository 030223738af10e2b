function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

/** Common Italian given names, and those of larger communities in Italy, in lower case. */
export const givenNames = words(`
  abdul abramo achille ada adelaide adele adriana adriano agata agnese agostino ahmed aida alba alberta alberto aldo alessandra
  alessandro alessia alessio alex alexandra alfio alfonso alfredo alice alina amalia amanda ambra amedeo amelia amina anastasia
  andrea andrei angela angelica angelina angelo anita anna annalisa annamaria annarita annunziata antonella antonia antonietta
  antonino antonio arianna armando arnaldo arturo assunta attilio augusto aurelio aurora azzurra barbara bartolomeo basilio
  beatrice benedetta benedetto beniamino bernardo bianca biagio bogdan bruna bruno camilla carla carlo carlotta carmela carmelo
  carmen carmine carolina caterina catia cecilia celeste cesare chiara cinzia claudia claudio clara clelia clemente clotilde
  concetta concettina corrado cosimo costantino costanza cristian cristiana cristiano cristina damiano daniela daniele dario
  davide debora deborah delia denis denise desiree diana diego dino domenica domenico donatella donato dora edda edoardo elena
  eleonora elia eliana elio elisa elisabetta elvira emanuela emanuele emilia emiliano emilio emma enrica enrico enza enzo
  erica ermanno ernesto erika ester ettore eugenia eugenio eva fabiana fabiano fabio fabrizia fabrizio fatima fausta fausto
  federica federico felice ferdinando ferruccio filippa filippo filomena fiorella fiorenza flavia flavio francesca francesco franca
  franco fulvia fulvio gabriele gabriella gaetana gaetano gaia gemma gennaro gerardo germana germano giacomo giada giampaolo
  giampiero gianfranco gianluca gianluigi gianmarco gianna gianni gianpaolo gigi gilberto gilda gina gino gioacchino giordana
  giorgia giorgio giovanna giovanni giulia giuliana giuliano giulio giuseppa giuseppe giuseppina giusy grazia graziella
  graziano gregorio greta guendalina guglielmo guido hassan ida ignazio ilaria ileana immacolata ines ioan ion irene iris isabella
  isacco italo ivan ivana ivano ivo jacopo jessica karim katia kevin lara laura lavinia lea leonardo leone letizia lia
  licia lidia liliana linda lino lisa livia livio loredana lorella lorena lorenza lorenzo loris luana luca lucia luciana luciano
  lucio lucrezia ludovica ludovico luigi luigia luigina luisa maddalena mafalda manfredi manuel manuela mara marcella marcello
  marco margherita maria marianna mariano mariagrazia marialuisa mariangela mariella marika marina mario marisa marta martina
  martino massimiliano massimo matilde mattia matteo maura maurizio mauro melania melissa mercedes michela michelangelo michele
  milena mimmo miriam mirco mirella mirko mohamed moira monica morena nadia nando natalia natascia nazzareno nicla nico nicola
  nicole nicoletta nicolo nicolò nino noemi nora norma nunzia nunzio olga olivia omar orazio oreste orietta ornella oscar
  osvaldo ottavia ottavio paola paolo pasquale pasqualina patrizia patrizio pier piera pierangelo piergiorgio pierluigi
  piero pierpaolo pietro pina pino primo priscilla raffaele raffaella raimondo ramona raoul rebecca regina remo renata renato renzo
  riccardo rita roberta roberto rocco rodolfo romana romano romeo romina romolo rosa rosalba rosalia rosanna rosaria rosario
  rosella rosina rosita rossana rossella ruggero sabina sabrina salvatore samanta samantha samuel samuele sandra sandro santa
  santina santo sara savino saverio sebastiano selene serena sergio settimio silvana silvano silvestro silvia silvio simona
  simone sofia sonia stefania stefano stella susanna sveva tamara tania tatiana tecla teodoro teresa tiziana tiziano tommaso
  tonino tullio ubaldo ugo umberto valentina valentino valeria valerio vanessa vanni vera veronica vincenza vincenzo viola virginia
  virginio vito vittoria vittorio viviana vladimir walter wanda william yuri zeno
`);

/** Given names that are words, places or surnames too: alone they name nobody; with a surname they do. */
export const ambiguousNames = words(`
  alba alex ambra aurora azzurra bianca celeste chiara clemente costanza diana elia emilia felice fiorenza franca franco gemma
  germana germano gioia grazia immacolata ion iris italo leone letizia libero lino marina massimo mercedes norma pace pasquale
  pier pina pino primo regina romana romano rosa rosario salvatore santa santo serena settimio stella vera viola virginia vittoria
  annunziata assunta bruna bruno mara mimmo lea lia nora ida gina luce perla augusto cesare giuliano giulio martino leonardo
`);

/** Common Italian surnames in lower case. */
export const surnames = words(`
  abate agostini albanese amato amico antonelli arena aresu baldi barbieri barone barbato basile battaglia bellini benedetti bernardi
  bernini bertolini biagi bianchi bianco bonetti boni brambilla bruni bruno calabrese capelli caputo carbone caruso casagrande castelli
  cattaneo cavallo ceccarelli cirillo cocco colombo coppola conte conti cosentino costa costantini cristiani damico danieli deangelis
  deluca derosa desantis desimone diana donati esposito fabbri farina fava ferrante ferrara ferraro ferrari ferretti ferri ferro
  fiore fiorentino fontana franchi fumagalli fusco galli gallo garofalo gatti gennari gentile giordani giordano giorgi giuliani
  grassi grasso grechi greco grimaldi guerra guidi leone lombardi lombardo longo lorusso lupo magnani maggi mancini mancuso manfredi
  marchetti marchi mariani marini marino martelli martinelli martini martino marra mazza mazzoni mele meloni messina milani molinari
  montanari monti morelli moretti moro morandi motta napolitano negri neri nicolini nigro olivieri orlando pace pagano palmieri palumbo
  parisi pasini pastore pellegrini pellegrino perrone pepe piras pinna piazza poli porta pozzi pugliese puddu ricci rinaldi riva
  rizzi rizzo romagnoli romano romeo rosati rossetti rossi rossini rota ruggeri ruggiero russo sala salerno salvi sanna sanna santini
  santoro sartori scotti serra silvestri simone sorrentino spinelli stella tedesco testa todaro trevisan turco vaccaro valente valentini
  ventura venturi verdi villa villani vitale vitali viola volpe zanella zanetti zanini zanni zito
`);

/** Surnames that no ordinary word is: two of them in a row, or one after a name in small letters, still name somebody. */
export const distinctSurnames = words(`
  agostini antonelli barbieri bellini benedetti bernardi bertolini bianchi bonetti brambilla bruni caputo caruso cattaneo ceccarelli
  cirillo colombo coppola cosentino esposito fabbri ferrari ferraro ferretti fumagalli fusco garofalo gatti giordani giordano giuliani
  grimaldi lombardi lorusso mancini mancuso marchetti mariani marini martelli martinelli martini mazzoni meloni milani molinari montanari
  morelli moretti morandi napolitano olivieri palmieri palumbo parisi pellegrini perrone piras puddu ricci rinaldi rizzi rizzo
  romagnoli rossetti rossi rossini ruggeri ruggiero russo santini santoro sartori silvestri sorrentino spinelli todaro trevisan vaccaro
  valentini venturi verdi villani vitali zanella zanetti zanini
`);

/** Capitalised words that are no surname: places, months, offices, and the words of law and tax. */
export const notNames = words(`
  gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
  lunedì martedì mercoledì giovedì venerdì sabato domenica natale pasqua ferragosto
  italia italiana italiano europa europea europeo unione stati stato repubblica regno
  roma milano torino napoli genova bologna firenze venezia verona palermo catania bari trieste padova brescia parma modena prato
  perugia cagliari sassari ancona pescara potenza catanzaro aosta trento bolzano udine siena pisa lucca livorno ferrara ravenna rimini
  lazio lombardia piemonte veneto liguria toscana umbria marche abruzzo molise campania puglia basilicata calabria sicilia sardegna
  trentino alto adige friuli giulia valle
  agenzia entrate ministero inps inail camera commercio tribunale corte cassazione costituzionale costituzione consiglio governo
  parlamento comune provincia regione ordine albo banca poste ispettorato lavoro fisco guardia finanza prefettura procura garante
  regime forfettario ordinario semplificato iva irpef ires irap imu tari tfr tfm ccnl cud cu f24 isee spid pec ateco srl spa snc sas
  decreto legge legislativo codice civile penale tributario testo unico circolare risoluzione interpello articolo art comma lettera
  statuto lavoratori contratto nazionale collettivo metalmeccanico metalmeccanici turismo terziario edilizia studi
  commercialista consulente avvocato notaio ragioniere geometra ingegnere architetto medico generale dello della delle degli dei del
  fattura elettronica dichiarazione redditi modello bilancio registro imprese partita quadro rigo sezione allegato
  buongiorno buonasera salve gentile egregio spettabile grazie cordiali saluti distinti
  santo santa san sant monte ponte porto villa piazza via viale corso largo vicolo borgo
  posso può puoi deve devo devono vorrei voglio chi che cosa come quando quanto quanti quale quali dove perché se il lo la i gli le un uno
  una di da in con su per tra fra ha hanno è sono ma non anche dopo prima durante secondo oggi ieri domani
  bonus superbonus ecobonus cedolare secca naspi cassa previdenza separata gestione artigiani commercianti titolare cliente fornitore
  datore dipendente socio amministratore
`);
