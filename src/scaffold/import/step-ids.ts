/** Accents of Latin, Greek and Cyrillic letters; the marks of other scripts are part of their words. */
const accents = /[\u0300-\u036f]+/g;

/** Letters and digits of any script, in lower case, without accents: what an id is made of. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replaceAll(accents, "").normalize("NFC").toLowerCase();
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Gives each step an id that no other has: `RAG.streaming.streaming.requested`, of its category and its label. */
export function stepIds(): (category: string, label: string, nodeId: string) => string {
  const taken = new Set<string>();
  return (category, label, nodeId) => {
    const named = [wordsOf(label), wordsOf(nodeId), ["step"]].find((words) => words.length > 0) ?? [];
    const id = ["RAG", ...wordsOf(category), ...named].join(".");
    let free = id;
    for (let count = 2; taken.has(free); count++) free = `${id}.${count}`;
    taken.add(free);
    return free;
  };
}
