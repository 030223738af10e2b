/** The floor: a route of Fastify that returns the same bytes, with nothing behind it. */
import Fastify from "fastify";
import { z } from "zod";
import { settingsOf, tell } from "./process.ts";

const { answer } = settingsOf(z.object({ answer: z.string() }));
const app = Fastify();
app.post("/api/v1/chat", async (_, reply) =>
  reply.header("content-type", "application/json; charset=utf-8").send(answer),
);
await tell({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
process.once("disconnect", () => process.exit());
