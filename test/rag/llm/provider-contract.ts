import { describe, expect, it } from "vitest";
import { createModelService } from "../../../src/rag/llm/create-model-service.ts";
import type { ModelAnswer, ModelRequest } from "../../../src/rag/llm/types.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { collect, rejection } from "./collect.ts";
import { lines, serveOpenAi, type OpenAiServer, type Reply } from "./openai-server.ts";

/** A kind of provider that is reached over HTTP. */
export type RemoteKind = "openai-compatible" | "anthropic";

/** Asks such a provider named `studio`, whose server is this one. */
export async function callRemote(
  kind: RemoteKind,
  { baseUrl }: Pick<OpenAiServer, "baseUrl">,
  more: Partial<ModelRequest> = {},
): Promise<ModelAnswer> {
  const models = [{ model: "m" }];
  const provider = { name: "studio", kind, base_url: baseUrl, api_key_env: "STUDIO_KEY", models };
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  const service = createModelService({ settings, env: { STUDIO_KEY: "sk-test" }, clock: createFakeClock() });
  const [offer] = service.offers;
  if (offer === undefined) throw new Error("There is no offer.");
  return await service.call(offer, {
    messages: [{ role: "user", content: "Qual è l'aliquota?" }],
    temperature: 0.2,
    max_output_tokens: 50,
    signal: new AbortController().signal,
    ...more,
  });
}

/** How the frames of a protocol look. */
export interface Wire {
  readonly kind: RemoteKind;
  /** What comes before the first word. */
  readonly begun: string;
  readonly said: (text: string) => string;
  /** The server gives up inside of the stream. */
  readonly failed: string;
}

/** What holds for every provider, whatever it speaks: how it fails, and how it is stopped. */
export function providerContract({ kind, begun, said, failed }: Wire): void {
  const call = (server: Pick<OpenAiServer, "baseUrl">, more?: Partial<ModelRequest>) =>
    callRemote(kind, server, more);
  const streamed = (then: (response: Parameters<Reply>[0]) => void): Reply => {
    return (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      then(response);
    };
  };
  const endless = streamed((response) => response.write(begun + said("Il ")));

  describe("a server that fails", () => {
    it.each([
      [529, true],
      [503, true],
      [429, true],
      [408, true],
      [400, false],
      [401, false],
      [404, false],
      [422, false],
    ])("before the first token with status %i may be tried again: %s", async (status, retryable) => {
      await using server = await serveOpenAi((response) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify({ type: "error", error: { type: "x", message: "Qual è l'aliquota?" } }));
      });
      const error = await rejection(call(server));
      expect(error).toMatchObject({
        code: `provider-status-${status}`,
        status,
        retryable,
        provider: "studio",
      });
      expect(String(error)).not.toContain("aliquota");
      expect(server.calls).toHaveLength(1);
    });

    it("is unreachable when nothing listens", async () => {
      const server = await serveOpenAi();
      await server[Symbol.asyncDispose]();
      expect(await rejection(call(server))).toMatchObject({ code: "provider-unreachable", retryable: true });
    });

    it("may be tried again when it breaks off before the first token", async () => {
      await using server = await serveOpenAi(
        streamed((response) => response.write(begun, () => response.destroy())),
      );
      expect(await rejection(call(server))).toMatchObject({ provider: "studio", retryable: true });
    });

    it("may be tried again when it gives up inside of the stream, before the first token", async () => {
      await using server = await serveOpenAi(lines(begun, failed));
      expect(await rejection(call(server))).toMatchObject({ provider: "studio", retryable: true });
    });

    it("breaks off after the first token: in the text and in the completion", async () => {
      await using server = await serveOpenAi(
        streamed((response) => response.write(begun + said("Il "), () => response.destroy())),
      );
      const answer = await call(server);
      const { parts, error } = await collect(answer.text);
      expect(parts).toEqual(["Il "]);
      expect(error).toMatchObject({ provider: "studio", retryable: true });
      await expect(answer.completion).rejects.toBe(error);
    });

    it("ends after the first token without saying that the answer is whole", async () => {
      await using server = await serveOpenAi(lines(begun, said("Il ")));
      expect((await collect((await call(server)).text)).error).toMatchObject({ code: "provider-broke-off" });
    });
  });

  // A machine under load has its own idea of "at once"; a connection left open runs into the test's time limit.
  describe("a caller that has enough", () => {
    it("closes the connection at once when it stops reading", async () => {
      await using server = await serveOpenAi(endless);
      const answer = await call(server);
      for await (const part of answer.text) {
        expect(part).toBe("Il ");
        break;
      }
      await server.calls[0]?.closed;
      await expect(answer.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
    });

    it("closes the connection at once when it aborts while the next token is awaited", async () => {
      await using server = await serveOpenAi(endless);
      const halt = new AbortController();
      const answer = await call(server, { signal: halt.signal });
      const reading = collect(answer.text);
      halt.abort(new Error("client gone"));
      await server.calls[0]?.closed;
      expect((await reading).error).toMatchObject({ code: "provider-call-stopped", retryable: false });
    });

    it("closes the connection at once when it aborts while nothing is awaited", async () => {
      await using server = await serveOpenAi(endless);
      const halt = new AbortController();
      const answer = await call(server, { signal: halt.signal });
      halt.abort(new Error("client gone"));
      await server.calls[0]?.closed;
      await expect(answer.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
    });

    it("calls nobody when it has aborted before", async () => {
      await using server = await serveOpenAi(endless);
      const signal = AbortSignal.abort(new Error("gone"));
      expect(await rejection(call(server, { signal }))).toMatchObject({ code: "provider-call-stopped" });
      expect(server.calls).toHaveLength(0);
    });
  });
}
