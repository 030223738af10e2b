/** A small generator of random numbers with a seed (mulberry32), so that a failing mutant can be made again. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

// Pieces that mean something to a flowchart parser, alone or in the wrong place.
const pieces = [
  ...Array.from(" \n;\t&,:\"'`|()[]{}<>/\\-=.~#%@^*xov1é日"),
  ...'--> --- ==> -.-> ~~~ --x --o <--> -- == -. .-> ::: %% %%{ }%% @{ & A B C e1@ #35; #quot; "` `" (( )) [[ ]] ([ ]) [( )] {{ }} [/ /] [\\ \\] (- -) ((('.split(
    " ",
  ),
  ...'end,subgraph s,subgraph x y,direction LR,class A k,classDef k fill:red,style A fill:#fff;,linkStyle 0 x:y,click A "x",graph,flowchart,default,-->|t|,-- t -->,@{ shape: rect },@{ label: "x" },:::k,[x],(y),{"z"},"x",%% c,accTitle: x'.split(
    ",",
  ),
  "\n\n",
  "\nend\n",
  " & ",
  " --> ",
  "\n%% c\n",
];

type Mutation = (text: string, random: (below: number) => number, other: string) => string;

const mutations: readonly Mutation[] = [
  // Leave something out.
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random(3));
  },
  // Put something in.
  (text, random) => {
    const at = random(text.length + 1);
    return text.slice(0, at) + (pieces[random(pieces.length)] ?? "") + text.slice(at);
  },
  // Put something in place of something.
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + (pieces[random(pieces.length)] ?? "") + text.slice(at + 1);
  },
  // Say something twice.
  (text, random) => {
    const at = random(text.length);
    const end = at + 1 + random(12);
    return text.slice(0, end) + text.slice(at, end) + text.slice(end);
  },
  // Change two neighbours.
  (text, random) => {
    const at = random(Math.max(1, text.length - 1));
    return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
  },
  // Go on with another text.
  (text, random, other) => {
    const body = other.slice(other.indexOf("\n") + 1);
    return random(2) === 0
      ? `${text}\n${body}`
      : text.slice(0, random(text.length)) + body.slice(random(body.length));
  },
];

/** One to three changes to a text. */
export function mutant(text: string, random: (below: number) => number, other: string): string {
  let changed = text;
  for (let times = random(4) === 0 ? 3 : 1; times > 0; times--) {
    const mutation = mutations[random(mutations.length)];
    if (mutation && changed.length > 0) changed = mutation(changed, random, other);
  }
  return changed;
}
