type Rule = readonly [pattern: RegExp, say: (match: RegExpExecArray) => string];

const rules: readonly Rule[] = [
  [
    /Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)/,
    ([, open, line, close]) => `\`<${open}>\`, aperto alla riga ${line}, è chiuso da \`</${close}>\``,
  ],
  [
    /Premature end of data in tag (\S+)(?: line (\d+))?/,
    ([, open, line]) =>
      `il file finisce prima che \`<${open}>\`${line === undefined ? "" : `, aperto alla riga ${line},`} sia chiuso`,
  ],
  [/Couldn't find end of Start Tag (\S+)/, ([, open]) => `il tag \`<${open}\` non è completo`],
  [/Entity '([^']*)' not defined/, ([, name]) => `l'entità \`&${name};\` non è definita`],
  [
    /EntityRef|CharRef/,
    () => "il segno `&` dà inizio a un'entità che non è completa; da solo si scrive `&amp;`",
  ],
  [/^expected '(.)'/, ([, sign]) => `manca \`${sign}\` alla fine di un tag`],
  [/Namespace prefix (\S+) .*not defined/, ([, prefix]) => `il prefisso \`${prefix}\` non è dichiarato`],
  [/Attribute (\S+) redefined/, ([, name]) => `l'attributo \`${name}\` è scritto due volte`],
  [/AttValue|[Aa]ttribute/, () => 'un attributo non è scritto nella forma `nome="valore"`'],
  [/Start tag expected|Document is empty/, () => "all'inizio è atteso un tag"],
  [/StartTag|EndTag|expected '>'|tag/, () => "un tag non è scritto nella forma ammessa"],
  [/Extra content at the end/, () => "dopo la fine dell'elemento radice c'è altro"],
  [/Comment/, () => "un commento non è chiuso"],
  [/C[Dd][Aa][Tt][Aa] section/, () => "una sezione CDATA non è chiusa"],
  [/invalid Char|UTF-8|encoding|[Ii]nvalid bytes?/, () => "contiene un carattere che XML non ammette"],
  [/XML declaration|version/, () => "la dichiarazione XML non è scritta nella forma ammessa"],
];

/** Why a file is no XML, in Italian words that go on a sentence; `message` is what libxml2 says. */
export function explainXmlError(message: string): string {
  for (const [pattern, say] of rules) {
    const match = pattern.exec(message);
    if (match !== null) return say(match);
  }
  return "la sua forma non è quella di un file XML";
}
