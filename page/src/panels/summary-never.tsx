import { counted } from "../data/times.ts";
import { edges, steps } from "./summary-state.ts";
import { StepButton } from "./summary-step.tsx";

/** The steps and edges of the diagram that none of the runs came to. */
export function NeverTaken() {
  const never = steps.value.filter(({ visits }) => visits === 0);
  const unused = edges.value.filter(({ count }) => count === 0);
  return (
    <div class="summary-never" tabIndex={0} role="group" aria-label="Never taken">
      <h3>{never.length === 0 ? "Every step was taken" : `${counted(never.length, "step")} never taken`}</h3>
      <ul>
        {never.map(({ node, name, planned }) => (
          <li key={node}>
            <StepButton node={node} name={name} />
            {planned && <span class="summary-planned">planned</span>}
          </li>
        ))}
      </ul>
      <h3>
        {unused.length === 0 ? "Every edge was taken" : `${counted(unused.length, "edge")} never taken`}
      </h3>
      <ul>
        {unused.map(({ edge, source, name }) => (
          <li key={edge}>
            <StepButton node={source} name={name} />
          </li>
        ))}
      </ul>
    </div>
  );
}
