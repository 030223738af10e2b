/** First version, to be replaced. */
export function Ask() {
  return <p>Ask</p>;
}
