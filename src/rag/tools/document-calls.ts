import { fold } from "../language/words.ts";
import { documentArguments } from "./catalogue.ts";
import type { CheckedCall } from "./read-tool-call.ts";

/** The calls that ask for documents. */
export function documentCalls(calls: readonly CheckedCall[]): readonly CheckedCall[] {
  return calls.filter(({ type }) => type === "Document");
}

/**
 * The files that a call asks for: those that it names, all where it names none. A model guesses names that it has not seen, so
 * all of them too where no file has such a name. None where the call's arguments do not fit.
 */
export function filesOf<File extends { readonly filename: string }>(
  { call, problem }: CheckedCall,
  files: readonly File[],
): readonly File[] {
  if (problem !== null) return [];
  const { documents = [] } = documentArguments.parse(call.arguments);
  const wanted = new Set(documents.map(fold));
  const named = files.filter(({ filename }) => wanted.has(fold(filename)));
  return named.length > 0 ? named : files;
}
