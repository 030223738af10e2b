import { dirname } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { readExpectation } from "./expectation-schema.ts";
import type { ClientBehaviour, Expectation } from "./expectation-schema.ts";
import { readClientBehaviour } from "./expectation-schema.ts";
import { readJson } from "./read-json.ts";

/** A request file, taken apart. */
export interface RequestFile {
  /** For paths in the request that are relative. */
  readonly baseDirectory: string;
  readonly description: string | undefined;
  /** The node to start at, when it is not the one that a run starts at by itself. */
  readonly entry: string | undefined;
  /** The run's input, or what `Environment.toInput` makes it from. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Given to `CreateEnvironment` as `overrides`. */
  readonly environment: unknown;
  readonly client: ClientBehaviour;
  readonly expect: Expectation | undefined;
}

const blocks = ["description", "entry", "request", "input", "environment", "client", "expect"];

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shapeError(shown: string, message: string, hint: string): UsageError {
  return new UsageError("request-shape", `\`${shown}\` ${message}`, { hint });
}

/**
 * Reads a request file. A file with a `request` or an `input` block has only the known blocks beside it; any other
 * object is the request as a whole. Throws a `UsageError` for everything that cannot be read that way.
 */
export async function readRequestFile(path: string, shown: string): Promise<RequestFile> {
  const value = await readJson(path, shown);
  if (!isObject(value)) throw shapeError(shown, "must hold one JSON object.", '{ "input": { … } }');
  const baseDirectory = dirname(path);
  if (!("request" in value) && !("input" in value)) {
    return {
      baseDirectory,
      description: undefined,
      entry: undefined,
      request: value,
      environment: undefined,
      client: {},
      expect: undefined,
    };
  }
  if ("request" in value && "input" in value) {
    throw shapeError(
      shown,
      "has a `request` and an `input` block; one of them is expected.",
      "Remove one of them.",
    );
  }
  const stranger = Object.keys(value).find((name) => !blocks.includes(name));
  if (stranger !== undefined) {
    throw shapeError(
      shown,
      `has an unknown block \`${stranger}\`.${didYouMean(stranger, blocks)}`,
      `Blocks: ${blocks.join(", ")}.`,
    );
  }
  const request = value["request"] ?? value["input"];
  if (!isObject(request))
    throw shapeError(shown, "wants an object in its `request` block.", '{ "request": { … } }');
  return {
    baseDirectory,
    description: textBlock(value, "description", shown, '"description": "what this request shows"'),
    entry: textBlock(value, "entry", shown, '"entry": "Start"'),
    request,
    environment: value["environment"],
    client: readClientBehaviour(value["client"], shown),
    expect: readExpectation(value["expect"], shown),
  };
}

function textBlock(
  value: Readonly<Record<string, unknown>>,
  name: string,
  shown: string,
  hint: string,
): string | undefined {
  const text = value[name];
  if (text === undefined || typeof text === "string") return text;
  throw shapeError(shown, `wants a text in its \`${name}\` block.`, hint);
}
