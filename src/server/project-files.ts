/** Where the parts of a node are written: paths relative to the project, null for what is not there. */
export interface NodeFiles {
  /** Its page. */
  readonly doc: string | null;
  readonly handler: string | null;
}

/** The files that people wrote for the nodes of a graph. */
export interface ProjectFiles {
  /** By node id. */
  readonly of: (id: string) => NodeFiles;
  /** The Markdown of a node's page as it is now; null when it has none. */
  readonly readDoc: (id: string) => Promise<string | null>;
}

/** A graph that was made without files. */
export const noFiles: ProjectFiles = {
  of: () => ({ doc: null, handler: null }),
  readDoc: async () => null,
};
