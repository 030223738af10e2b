import type { EntryValues } from "./entry-schema.ts";
import type { RetryPolicy } from "./entry.ts";

type Values = Readonly<Record<string, unknown>>;
type Accepts<T> = (value: unknown) => value is T;

function isText(value: unknown): value is string {
  return typeof value === "string" && /\S/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1;
}

function isMilliseconds(value: unknown): value is number {
  return isCount(value) && value <= 2_147_483_647;
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isType(value: unknown): value is EntryValues["type"] {
  return value === "startEnd" || value === "process" || value === "decision" || value === "error";
}

function isMapping(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value, or null when the schema has to say what is wrong with it. */
function plainStatus(status: unknown): EntryValues["status"] | null {
  if (status === "active" || status === "planned") return { kind: status };
  if (!isMapping(status) || status["kind"] !== "deprecated") return null;
  const { date, reason } = status;
  if (!isText(reason) || typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = new Date(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  return exists ? { kind: "deprecated", date, reason } : null;
}

/** A policy with all its fields; one that leaves some to their defaults is the schema's. */
function plainRetry(retry: unknown): RetryPolicy | null {
  if (!isMapping(retry)) return null;
  const { attempts, backoff_ms, factor, jitter } = retry;
  if (!isCount(attempts) || !isMilliseconds(backoff_ms)) return null;
  if (typeof factor !== "number" || !Number.isFinite(factor) || factor < 1) return null;
  if (typeof jitter !== "number" || !(jitter >= 0 && jitter <= 1)) return null;
  return { attempts, backoff_ms, factor, jitter };
}

/** YAML's empty value stands for a field that is not there. */
function optional<T>(value: unknown, accepts: Accepts<T>): value is T | null | undefined {
  return value === undefined || value === null || accepts(value);
}

/**
 * An entry's values when they are plainly right, so that the schema and the library behind it need not be loaded; null
 * for all others, right or wrong, which the schema decides.
 */
export function plainEntry(values: Values): EntryValues | null {
  const { step, id, node_id, node_label, type, category } = values;
  if (!isCount(step) || !isType(type)) return null;
  if (!isText(id) || !isText(node_id) || !isText(node_label) || !isText(category)) return null;
  const { nodes, code_owner, timeout_ms, max_visits, flag, flag_default, idempotent } = values;
  if (!optional(nodes, isTextList) || !optional(code_owner, isText) || !optional(flag, isText)) return null;
  if (!optional(timeout_ms, isMilliseconds) || !optional(max_visits, isCount)) return null;
  if (!optional(flag_default, isFlag) || !optional(idempotent, isText)) return null;
  const status = values["status"] ?? undefined;
  const plain = status === undefined ? undefined : plainStatus(status);
  const retry = values["retry"] ?? undefined;
  const policy = retry === undefined ? undefined : plainRetry(retry);
  if (plain === null || policy === null) return null;
  const needed = { step, id, node_id, node_label, type, category };
  const limits = { timeout_ms, max_visits, retry: policy, idempotent };
  return { ...needed, ...limits, nodes, code_owner, status: plain, flag, flag_default };
}
