/** A processing of personal data, as article 30 GDPR wants it kept. Holds no content. */
export interface ProcessingRecord {
  readonly run_id: string;
  readonly user_id: string;
  readonly session_id: string;
  readonly purpose: string;
  readonly legal_basis: string;
  readonly data_source: string;
  readonly anonymized: boolean;
  readonly at: string;
}

export interface AnonymizationRecord {
  readonly run_id: string;
  readonly pii_types: readonly string[];
  readonly anonymized_count: number;
  readonly method: string;
  readonly at: string;
}

export interface AuditWriter {
  /** Returns the record's id. */
  recordProcessing(record: ProcessingRecord): Promise<string>;
  recordAnonymization(record: AnonymizationRecord): Promise<string>;
}
