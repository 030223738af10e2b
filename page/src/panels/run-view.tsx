/** First version, to be replaced. */
export function RunView() {
  return <p>Run</p>;
}
