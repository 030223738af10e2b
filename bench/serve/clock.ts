/** Microseconds of the machine's own monotonic clock, which all its processes read alike. */
export function machineMicros(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** The value below which a share of sorted samples lies. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
