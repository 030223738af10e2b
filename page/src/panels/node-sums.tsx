import { counted, duration } from "../data/times.ts";
import { percent } from "../model/summary-paint.ts";
import type { StepRow } from "../model/summary-rows.ts";
import { Fact } from "./fact.tsx";

/** What the summed runs did at one step. */
export function NodeSums({ row }: { readonly row: StepRow }) {
  const { visits, p50_ms, p95_ms, max_ms, errors, errorShare, retries, outcomes } = row;
  if (visits === 0) return <p class="node-card-none">No run came here.</p>;
  return (
    <dl class="node-card-facts">
      <Fact name="Visits">{counted(visits, "visit")}</Fact>
      {p50_ms !== null && p95_ms !== null && max_ms !== null && (
        <Fact name="Time">
          p50 {duration(p50_ms)}, p95 {duration(p95_ms)}, at most {duration(max_ms)}
        </Fact>
      )}
      <Fact name="Failed">{errors === 0 ? "none" : `${errors} (${percent(errorShare)})`}</Fact>
      <Fact name="Retries">{retries === 0 ? "none" : retries}</Fact>
      {outcomes.map(({ outcome, count, share }) => (
        <Fact key={outcome} name={outcome}>
          {count} ({percent(share)})
        </Fact>
      ))}
    </dl>
  );
}
