import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { settingsFromEnvironment, variableOf } from "./environment-variables.ts";
import { settingsSchema } from "./schema.ts";
import type { SettingsFile } from "./settings-file.ts";
import type { Settings } from "./types.ts";

type Path = readonly PropertyKey[];

interface Layer {
  readonly value: unknown;
  /** Names the place of a setting for a message. */
  place(path: Path): string;
}

export interface SettingsSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file?: SettingsFile | undefined;
  /** Wins over file and environment: what a fixture asks for, in the shape of the file. */
  readonly overrides?: unknown;
  readonly warn?: ((message: string) => void) | undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Objects are merged key by key; anything else is replaced. Own entries only, so a `__proto__` key stays a key. */
function merge(below: unknown, above: unknown): unknown {
  if (!isRecord(below) || !isRecord(above)) return above === undefined ? below : above;
  // Another kind of embedding has other fields: mixing two kinds would give neither.
  if (above["kind"] !== undefined && above["kind"] !== below["kind"]) return above;
  const entries = new Map(Object.entries(below));
  for (const [name, value] of Object.entries(above)) entries.set(name, merge(entries.get(name), value));
  return Object.fromEntries(entries);
}

/** An own value inside an object or a list, else undefined. */
function inside(value: unknown, part: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, part)
    ? Reflect.get(value, part)
    : undefined;
}

function holds(value: unknown, path: Path): boolean {
  return path.reduce(inside, value) !== undefined;
}

/** The keys that the schema knows at a path, for "did you mean". */
function knownKeys(path: Path, root: unknown): readonly string[] {
  let schema: unknown = settingsSchema;
  let value = root;
  for (const part of [...path, undefined]) {
    while (
      schema instanceof z.ZodDefault ||
      schema instanceof z.ZodPrefault ||
      schema instanceof z.ZodOptional
    ) {
      schema = schema.unwrap();
    }
    if (schema instanceof z.ZodDiscriminatedUnion) {
      const kind = inside(value, "kind");
      schema = schema.options.find(
        (option) => option instanceof z.ZodObject && z.safeParse(option.shape["kind"], kind).success,
      );
    }
    if (part === undefined) break;
    if (schema instanceof z.ZodArray) schema = schema.element;
    else if (schema instanceof z.ZodObject) schema = schema.shape[String(part)];
    value = inside(value, part);
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function nameOf(path: Path): string {
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${String(part)}`))
    .join("");
}

function describe(issue: z.core.$ZodIssue, merged: unknown, layers: readonly Layer[]): string[] {
  const at = (path: Path): string => layers.findLast(({ value }) => holds(value, path))?.place(path) ?? "";
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return `The setting \`${nameOf(path)}\`${at(path)} is not known.${didYouMean(key, knownKeys(issue.path, merged))}`;
    });
  }
  const subject = issue.path.length === 0 ? "The settings" : `The setting \`${nameOf(issue.path)}\``;
  return [
    `${subject}${at(issue.path)} ${issue.path.length === 0 ? "are" : "is"} not valid: ${issue.message}.`,
  ];
}

function checkTogether(settings: Settings): string[] {
  const names = settings.providers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  const problems =
    twice === undefined ? [] : [`The setting \`providers\` has two providers named \`${twice}\`.`];
  const preferred = settings.routing.preferred_provider;
  if (preferred !== undefined && !names.includes(preferred)) {
    problems.push(
      `The setting \`routing.preferred_provider\` names \`${preferred}\`, which is not among \`providers\`.${didYouMean(preferred, names)}`,
    );
  }
  return problems;
}

/**
 * The installation's settings: defaults, then the file, then `RAGSTEP_…` variables, then overrides.
 * Throws one `UsageError` (`settings-invalid`) that names every wrong setting and where it was set.
 */
export function createSettings({ env, file, overrides, warn = () => {} }: SettingsSources): Settings {
  const layers: Layer[] = [
    {
      value: settingsFromEnvironment(env, warn),
      place: (path) => ` (variable \`${variableOf(path) ?? "RAGSTEP_…"}\`)`,
    },
  ];
  if (file !== undefined)
    layers.unshift({ value: file.value, place: (path) => ` (${file.name}:${file.lineOf(path)})` });
  if (overrides !== undefined) layers.push({ value: overrides, place: () => " (overrides)" });

  const merged = layers.reduce<unknown>((below, { value }) => merge(below, value), {});
  const parsed = settingsSchema.safeParse(merged);
  const problems = parsed.success
    ? checkTogether(parsed.data)
    : parsed.error.issues.flatMap((issue) => describe(issue, merged, layers));
  if (!parsed.success || problems.length > 0) {
    throw new UsageError("settings-invalid", problems.join("\n"), {
      hint: `Settings are described in the schema of \`${file?.name ?? "rag.config.yml"}\`; remove a setting to get its default.`,
    });
  }
  return parsed.data;
}
