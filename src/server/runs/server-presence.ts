import type { DatabaseSync } from "node:sqlite";
import type { Statement } from "./statements.ts";

/** How long a server that cannot be asked counts as alive after its last sign. */
const silenceMs = 30_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is one too.
    return error instanceof Error && Reflect.get(error, "code") === "EPERM";
  }
}

/** Who writes into the file, so that the runs of a process that died are not shown as going on. */
export class ServerPresence {
  private readonly db: DatabaseSync;
  private readonly now: () => number;
  readonly id: string;

  constructor(db: DatabaseSync, id: string, now: () => number) {
    this.db = db;
    this.id = id;
    this.now = now;
  }

  /** A sign of life, to be written. */
  seen(): Statement {
    return {
      sql: "INSERT INTO server (id, pid, seen_ms) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_ms = excluded.seen_ms",
      values: [this.id, process.pid, this.now()],
    };
  }

  private isAlive(id: string): boolean {
    if (id === this.id) return true;
    const row = this.db.prepare("SELECT pid, seen_ms FROM server WHERE id = ?").get(id);
    const pid = Number(row?.["pid"] ?? 0);
    // In a container a process that is started again has the number of the one that died.
    if (row === undefined || pid === process.pid || !isRunning(pid)) return false;
    return this.now() - Number(row["seen_ms"]) < silenceMs;
  }

  /** Marks the runs of servers that are no more. Left for the next time while the file takes nothing. */
  settle(): void {
    const owners = this.db.prepare("SELECT DISTINCT server_id FROM run WHERE status = 'running'").all();
    const dead = owners.map((row) => String(row["server_id"])).filter((id) => !this.isAlive(id));
    if (dead.length === 0) return;
    try {
      for (const id of dead) {
        this.db
          .prepare("UPDATE run SET status = 'interrupted' WHERE status = 'running' AND server_id = ?")
          .run(id);
        this.db.prepare("DELETE FROM server WHERE id = ?").run(id);
      }
    } catch {
      // Whoever reads is answered all the same; those who write are told.
    }
  }

  /** This server is no more, to be written. */
  left(): Statement {
    return { sql: "DELETE FROM server WHERE id = ?", values: [this.id] };
  }
}
