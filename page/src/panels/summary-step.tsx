import { diagram, selected } from "../page-state.ts";

/** A step's name that opens its card and brings it into view. */
export function StepButton({ node, name }: { readonly node: string; readonly name: string }) {
  const show = (): void => {
    selected.value = node;
    diagram.value?.show(node);
  };
  return (
    <button type="button" class="summary-step" onClick={show}>
      {name}
    </button>
  );
}
