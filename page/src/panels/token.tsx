/** First version, to be replaced. */
export function TokenPrompt() {
  return <p>Token</p>;
}
