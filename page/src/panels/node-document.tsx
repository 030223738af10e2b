import { useEffect, useRef, useState } from "preact/hooks";
import type { GraphNodeView } from "../../../src/server/api-schemas.ts";
import { inWords } from "../data/source-error.ts";
import { graph, source } from "../page-state.ts";
import { documentFragment } from "./markdown.ts";
import { showNode } from "./node-link.tsx";

type Loaded =
  | { readonly kind: "loading" }
  | { readonly kind: "there"; readonly node: GraphNodeView }
  | { readonly kind: "trouble"; readonly words: string };

function useNode(id: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ kind: "loading" });
  const from = source.value;
  useEffect(() => {
    let left = false;
    setLoaded({ kind: "loading" });
    from?.node(id).then(
      (node) => left || setLoaded({ kind: "there", node }),
      (error: unknown) => left || setLoaded({ kind: "trouble", words: inWords(error) }),
    );
    return () => void (left = true);
  }, [id, from]);
  return loaded;
}

/** Links between documents go from card to card. */
function showStep(step: number): void {
  const node = graph.value?.nodes.find((one) => one.step === step);
  if (node !== undefined) showNode(node.id);
}

function Markdown({ text }: { readonly text: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.replaceChildren(documentFragment(text, showStep)), [text]);
  return <div class="node-card-markdown" ref={place} />;
}

/** What people wrote of a step. */
export function NodeDocument({ id }: { readonly id: string }) {
  const loaded = useNode(id);
  if (loaded.kind === "loading") return <p class="node-card-dim">The document is being loaded.</p>;
  if (loaded.kind === "trouble") return <p role="alert">{loaded.words}</p>;
  const { doc } = loaded.node;
  if (doc === null) return <p class="node-card-dim">Nobody has written a document for this step.</p>;
  return (
    <>
      <p class="node-card-dim">
        <code>{doc.path}</code>
      </p>
      <Markdown text={doc.markdown} />
    </>
  );
}
