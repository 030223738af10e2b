import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { render } from "preact";
import { useState } from "preact/hooks";

const transport = new DefaultChatTransport({ headers: { authorization: "Bearer demo" } });

/** The page that the AI SDK's manual tells one to write: `useChat` with its defaults, pointed at this server by its origin. */
function Chat() {
  const [steps, setSteps] = useState<readonly string[]>([]);
  const { messages, status, error, sendMessage, stop, clearError } = useChat({
    transport,
    onData({ type, data }) {
      if (type === "data-step") setSteps((before) => [...before, JSON.stringify(data)]);
    },
  });
  const parts = messages.filter(({ role }) => role === "assistant").flatMap((message) => message.parts);
  return (
    <main>
      <output id="status">{status}</output>
      <p id="error">{error?.message ?? ""}</p>
      <p id="text">{parts.map((part) => (part.type === "text" ? part.text : "")).join("")}</p>
      <ul id="sources">
        {parts.map((part) =>
          part.type === "source-document" ? <li key={part.sourceId}>{part.title}</li> : null,
        )}
      </ul>
      <ol id="steps">
        {steps.map((step, at) => (
          <li key={at}>{step}</li>
        ))}
      </ol>
      <button type="button" onClick={() => void sendMessage({ text: document.title })}>
        Ask
      </button>
      <button type="button" onClick={() => void stop()}>
        Stop
      </button>
      <button type="button" onClick={clearError}>
        Clear
      </button>
    </main>
  );
}

render(<Chat />, document.body);
