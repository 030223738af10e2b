/** First version, to be replaced. */
export function Summary() {
  return <p>Summary</p>;
}
