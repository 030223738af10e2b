/** One line of the result. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What it is held against; empty when the bound is absolute. */
  readonly floor: string;
  readonly ratio: string;
  readonly bound: string;
  readonly kept: boolean;
}

/** The lower quartile: on a machine shared with others, what is above it tells of the others. */
export function lowerQuartile(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 4)] ?? Number.NaN;
}

const loopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Times several asynchronous functions in turns, so that a busy moment of the machine hits all alike. Gives the lower
 * quartile of each in nanoseconds a call. The event loop turns between samples, off the clock, as it would in a server.
 */
export async function timeInTurns<Name extends string>(
  cases: Readonly<Record<Name, () => Promise<unknown>>>,
  options: { readonly rounds: number; readonly calls: number },
): Promise<Readonly<Record<Name, number>>> {
  const entries = Object.entries<() => Promise<unknown>>(cases);
  const samples = new Map(entries.map(([name]) => [name, [] as number[]]));
  // The first fifth warms up.
  const warm = Math.ceil(options.rounds / 5);
  for (let round = 0; round < options.rounds + warm; round++) {
    for (const [name, run] of entries) {
      const before = performance.now();
      for (let call = 0; call < options.calls; call++) await run();
      const each = ((performance.now() - before) / options.calls) * 1e6;
      if (round >= warm) samples.get(name)?.push(each);
      await loopTurn();
    }
  }
  const quartiles: Partial<Record<string, number>> = {};
  for (const [name, list] of samples) quartiles[name] = lowerQuartile(list);
  return quartiles as Readonly<Record<Name, number>>;
}

/**
 * The processor time of a synchronous function, the lower quartile in milliseconds after some warm calls. Unlike time on
 * the wall it does not count what others do meanwhile; it does count the collector's threads, so it is rather above.
 */
export function processorTime(
  run: () => unknown,
  options: { readonly rounds: number; readonly warm: number },
): number {
  const samples: number[] = [];
  for (let round = 0; round < options.rounds + options.warm; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    if (round >= options.warm) samples.push((user + system) / 1000);
  }
  return lowerQuartile(samples);
}
