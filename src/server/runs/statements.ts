import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

/** One thing to write: SQL, and the values of its marks, by place or by name. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SQLInputValue[] | Readonly<Record<string, SQLInputValue>>;
}

/** All or nothing. Takes the write lock at once. */
export function inTransaction(db: DatabaseSync, work: () => void): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    work();
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** Applies statements, all or none of them. */
export type Apply = (statements: readonly Statement[]) => void;

/** For one open file; each text of SQL is prepared once. */
export function applyTo(db: DatabaseSync): Apply {
  const prepared = new Map<string, StatementSync>();
  const statementFor = (sql: string): StatementSync => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return (statements) =>
    inTransaction(db, () => {
      for (const { sql, values } of statements)
        if (isList(values)) statementFor(sql).run(...values);
        else statementFor(sql).run(values);
    });
}

function isList(values: Statement["values"]): values is readonly SQLInputValue[] {
  return Array.isArray(values);
}
