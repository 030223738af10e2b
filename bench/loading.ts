import { load } from "./load.ts";
import { processorTime, type Row } from "./measure.ts";
import { branchingTexts } from "./texts.ts";

/** What it takes from the texts of diagram and registry to a program that could run, and how that grows. */
export function measureLoading(): readonly Row[] {
  const milliseconds = new Map<number, number>();
  const rounds: readonly (readonly [number, number, number])[] = [
    [135, 60, 60],
    [1_000, 40, 20],
    [10_000, 10, 4],
    [50_000, 4, 1],
  ];
  for (const [nodes, times, warm] of rounds) {
    const texts = branchingTexts(nodes);
    milliseconds.set(
      nodes,
      processorTime(() => load(texts), { rounds: times, warm }),
    );
  }
  const absolute = (nodes: number, bound: number): Row => {
    const time = milliseconds.get(nodes) ?? Number.NaN;
    return {
      what: `${nodes} nodes from text to runnable`,
      measured: `${time.toFixed(1)} ms`,
      floor: "",
      ratio: `${(time / bound).toFixed(2)} x`,
      bound: `<= ${bound} ms`,
      kept: time <= bound,
    };
  };
  const perNode = (nodes: number): number => ((milliseconds.get(nodes) ?? Number.NaN) * 1000) / nodes;
  const growth = (from: number, to: number): Row => {
    const ratio = perNode(to) / perNode(from);
    return {
      what: `growth to ${to} nodes`,
      measured: `${perNode(to).toFixed(1)} µs/node`,
      floor: `${perNode(from).toFixed(1)} µs/node at ${from}`,
      ratio: `${ratio.toFixed(2)} x`,
      // Linear, with room for caches that no longer hold everything.
      bound: "<= 2 x",
      kept: ratio <= 2,
    };
  };
  return [absolute(135, 10), absolute(10_000, 250), growth(1_000, 10_000), growth(10_000, 50_000)];
}
