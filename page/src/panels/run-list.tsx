/** First version, to be replaced. */
export function RunList() {
  return <p>Runs</p>;
}
