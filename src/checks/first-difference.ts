/** Where two texts begin to differ: the length of the shorter one when it begins the other. */
export function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
