/** What a handler declares, as its file says it. */
export interface DeclaredStep {
  readonly node: string;
  /** Path of its file as messages show it. */
  readonly file: string;
  readonly reads: readonly string[];
  /** The keys alone, without what the step does when they are not there. */
  readonly optional: readonly string[];
  readonly writes: readonly string[];
  readonly attrs: readonly string[];
  /** Null when the code says no narrower than the diagram. */
  readonly outcomes: readonly string[] | null;
  readonly pure: boolean;
}

/** What the state module says about one key. */
export interface DeclaredKey {
  readonly name: string;
  /** The schema as written, in one line. */
  readonly schema: string;
  /** The schema with all that it refers to inside the project; equal for equal schemas. */
  readonly fullSchema: string;
  readonly transient: boolean;
  readonly pii: boolean;
  /** `true`, `optional`; null for a key that no input gives. */
  readonly input: "true" | "optional" | null;
  readonly output: boolean;
  /** As written; null without a rule. */
  readonly merge: string | null;
}

/** The declarations of one version's code. */
export interface DeclaredCode {
  /** By node id. */
  readonly steps: ReadonlyMap<string, DeclaredStep>;
  readonly keys: ReadonlyMap<string, DeclaredKey>;
  /** Nodes whose declaration is there and is no literal, so that nothing is known about it. */
  readonly unread: ReadonlySet<string>;
}
