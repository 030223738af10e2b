/** A file of a new project. */
export interface ProjectFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** A few words for the list that `ragstep init` prints. */
  readonly about: string;
}
