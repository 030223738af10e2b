import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { tokens } from "../data/open-source.ts";
import { graph } from "../page-state.ts";
import "./token.css";

/** Asks for a bearer token when the server wants one. */
export function TokenPrompt() {
  const wanted = tokens.wanted.value;
  const trial = graph.value?.trial_token;
  const dialog = useRef<HTMLDialogElement>(null);
  const [token, setToken] = useState("");
  useLayoutEffect(() => {
    if (wanted === null) dialog.current?.close();
    else if (dialog.current?.open === false) dialog.current.showModal();
  }, [wanted]);
  const give = (event: Event): void => {
    event.preventDefault();
    const given = token.trim().replace(/^Bearer +/i, "");
    if (given === "") return;
    setToken("");
    tokens.give(given);
  };
  return (
    <dialog
      ref={dialog}
      class="token"
      aria-labelledby="token-title"
      onCancel={(event) => {
        event.preventDefault();
        tokens.decline();
      }}
    >
      <form onSubmit={give}>
        <h2 id="token-title">The server wants a token</h2>
        <p>{wanted?.refused === true ? "It does not know the one that was sent." : wanted?.detail}</p>
        <label class="token-field">
          <span>Bearer token</span>
          <input
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        {trial !== undefined && (
          <p>
            No tokens are configured here: <code>{trial}</code> is the one to try it out with.
          </p>
        )}
        <p class="token-note">It is kept in this tab, until the tab is closed.</p>
        <div class="token-buttons">
          <button type="button" onClick={() => tokens.decline()}>
            Not now
          </button>
          <button type="submit" class="primary">
            Use it
          </button>
        </div>
      </form>
    </dialog>
  );
}
