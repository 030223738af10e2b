import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { MaskedValue } from "../../../src/server/runs/run-store.ts";
import type { JsonChange } from "../model/json-diff.ts";
import type { KeyChange } from "../model/state-diff.ts";
import { notShown, toldOf } from "../model/told.ts";
import { graph } from "../page-state.ts";
import "./key-changes.css";

/** A key of the state as the project tells it. */
export type KeyFacts = GraphView["keys"][number];

/** What the project tells of a key; null for one that it has no longer. */
export function keyFacts(name: string): KeyFacts | null {
  return graph.value?.keys.find((key) => key.name === name) ?? null;
}

/** What a change is called and marked with. */
const kinds = {
  added: ["+", "added"],
  changed: ["≠", "changed"],
  removed: ["−", "removed"],
  rewritten: ["=", "written again, no change seen"],
  same: ["", "as before"],
} as const satisfies Record<KeyChange["kind"], readonly [string, string]>;

const longestLine = 120;

function lineOf(text: string): string {
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text;
}

/** A value: on one line, and whole when it is opened. */
export function Value({ value, personal }: { readonly value: MaskedValue; readonly personal: boolean }) {
  const hidden = notShown(value, personal);
  if (hidden !== null || value.kind !== "value") return <span class="key-changes-hidden">{hidden}</span>;
  const whole = toldOf(value);
  if (whole.length <= longestLine) return <code>{whole}</code>;
  return (
    <details class="key-changes-whole">
      <summary>
        <code>{lineOf(whole)}</code>
      </summary>
      <pre tabIndex={0}>{JSON.stringify(value.value, null, 2)}</pre>
    </details>
  );
}

function Part({ part }: { readonly part: JsonChange }) {
  const { path, kind, before, after } = part;
  return (
    <li>
      <code class="key-changes-path">{path === "" ? "value" : path}</code>{" "}
      {kind !== "added" && <del>{lineOf(JSON.stringify(before))}</del>}
      {kind === "changed" && " "}
      {kind !== "removed" && <ins>{lineOf(JSON.stringify(after))}</ins>}
    </li>
  );
}

/** Parts of a value that are shown before one asks for all. */
const partsShown = 12;

function Difference({ change, personal }: { readonly change: KeyChange; readonly personal: boolean }) {
  const { before, after, parts, kind } = change;
  if (kind !== "changed") {
    const value = after ?? before;
    return value === null ? null : <Value value={value} personal={personal} />;
  }
  if (parts.length === 0)
    return (
      <>
        {before !== null && <del>{lineOf(toldOf(before, personal))}</del>} <span aria-hidden="true">→</span>{" "}
        {after !== null && <ins>{lineOf(toldOf(after, personal))}</ins>}
      </>
    );
  const more = parts.slice(partsShown);
  return (
    <>
      <ul class="key-changes-parts">
        {parts.slice(0, partsShown).map((part) => (
          <Part key={`${part.kind} ${part.path}`} part={part} />
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          <ul class="key-changes-parts">
            {more.map((part) => (
              <Part key={`${part.kind} ${part.path}`} part={part} />
            ))}
          </ul>
        </details>
      )}
      {after !== null && (
        <details>
          <summary>Whole value after</summary>
          <Value value={after} personal={personal} />
        </details>
      )}
    </>
  );
}

/** Keys of the state, each with what happened to it. */
export function KeyChanges(props: {
  readonly changes: readonly KeyChange[];
  /** Keys whose value is what one of several branches wrote. */
  readonly merged?: ReadonlySet<string>;
}) {
  return (
    <ul class="key-changes">
      {props.changes.map((change) => {
        const facts = keyFacts(change.key);
        const personal = facts?.personal === true;
        const [sign, name] = kinds[change.kind];
        return (
          <li key={change.key} class="key-changes-key" data-kind={change.kind}>
            <span class="key-changes-sign" title={name}>
              <span aria-hidden="true">{sign}</span>
              <span class="unseen">{name}</span>
            </span>
            <span class="key-changes-name" title={facts?.doc ?? "a key that the project has no longer"}>
              {change.key}
              {personal && <span class="key-changes-personal">personal</span>}
              {props.merged?.has(change.key) === true && (
                <span
                  class="key-changes-personal"
                  title="Several branches wrote it; its rule made one value of them, which is not told."
                >
                  merged
                </span>
              )}
            </span>
            <div class="key-changes-value">
              <Difference change={change} personal={personal} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
