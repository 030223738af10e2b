/** First version, to be replaced. */
export function NodeCard() {
  return <p>Card</p>;
}
