export type PiiType = "codice_fiscale" | "partita_iva" | "iban" | "email" | "phone" | "name";

/** Where personal data stands in a text. Offsets are UTF-16 units; the value itself is not repeated. */
export interface PiiMatch {
  readonly type: PiiType;
  readonly start: number;
  readonly end: number;
  /** 0 to 1; 1 where a check digit proves it. */
  readonly confidence: number;
}

/** The originals behind the placeholders of one request. Lives as long as the run, in memory alone. */
export interface PiiVault {
  /** The placeholder for a value: the same value always gets the same one, such as `[CF_1]`. */
  placeholder(type: PiiType, value: string): string;
  /** Protects text that looks like a placeholder of this vault but was never given out, so that restoring is exact. */
  escape(text: string): string;
  /** Puts the originals back. */
  restore(text: string): string;
  /** Puts the originals back in a stream, holding back no more than an unfinished placeholder. */
  restoreStream(chunks: AsyncIterable<string>): AsyncGenerator<string, void, undefined>;
  readonly size: number;
}

export interface Anonymization {
  readonly text: string;
  /** Offsets in the text that was given, unless it held text that looks like a placeholder. */
  readonly matches: readonly PiiMatch[];
}

export interface PiiService {
  detect(text: string): readonly PiiMatch[];
  createVault(): PiiVault;
  anonymize(text: string, vault: PiiVault): Anonymization;
}
