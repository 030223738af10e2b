import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Extension } from "./app.ts";

/** Where the page is built to; the same place from the sources and from the published build. */
export const builtPage = fileURLToPath(new URL("../../dist/page/", import.meta.url));

const types = {
  "index.html": "text/html; charset=utf-8",
  "app.js": "text/javascript; charset=utf-8",
  "app.css": "text/css; charset=utf-8",
} as const;
type PageFile = keyof typeof types;

/** Laid down beside each file when the page was built, best first. */
const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

/** The graph comes in while the script does. */
const graphAhead = "</api/graph>; rel=preload; as=fetch; crossorigin=anonymous";

const notBuilt = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>ragstep: page not built</title></head>
  <body>
    <h1>The page has not been built</h1>
    <p>Run <code>npm run build:page</code> and load this address again. Everything else is served.</p>
  </body>
</html>
`;

interface Body {
  readonly bytes: Buffer;
  readonly etag: string;
}

async function bodyOf(path: string): Promise<Body | null> {
  try {
    const bytes = await readFile(path);
    return { bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"` };
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return null;
    throw error;
  }
}

/** Whether a request takes an encoding: named, and not with a weight of zero. */
function takes(request: FastifyRequest, encoding: string): boolean {
  const accepted = [request.headers["accept-encoding"] ?? ""].flat().join().split(",");
  return accepted.some((one) => {
    const [name = "", weight = ""] = one.split(";").map((part) => part.trim().toLowerCase());
    return name === encoding && !/^q=0(\.0*)?$/.test(weight);
  });
}

function isKnown(request: FastifyRequest, etag: string): boolean {
  const known = (request.headers["if-none-match"] ?? "").split(",");
  return known.some((one) => one.trim().replace(/^W\//, "") === etag);
}

/**
 * The page at `/`, with its script and its style sheet. It holds no data, so everybody may load it; what it shows it
 * asks for as its user. Files are read once, when first asked for.
 */
export function pageRoutes(folder: string = builtPage): Extension {
  const bodies = new Map<string, Promise<Body | null>>();
  const read = async (file: string): Promise<Body | null> => {
    const body = bodies.get(file) ?? bodyOf(`${folder}${file}`);
    bodies.set(file, body);
    // Whoever builds the page now must not have to start the server again.
    if ((await body) === null) bodies.delete(file);
    return await body;
  };
  const send = async (
    file: PageFile,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const plain = await read(file);
    if (plain === null)
      return await reply
        .code(503)
        .type(types["index.html"])
        .header("cache-control", "no-store")
        .send(notBuilt);
    void reply.type(types[file]).header("cache-control", "no-cache").header("vary", "accept-encoding");
    for (const { name, suffix } of encodings) {
      const packed = takes(request, name) ? await read(`${file}${suffix}`) : null;
      if (packed !== null) return await answer(packed, request, reply.header("content-encoding", name));
    }
    return await answer(plain, request, reply);
  };
  return (app, { settings }) => {
    const open = { config: { open: true } };
    app.get("/", open, async (request, reply) => {
      // Where a token is asked for, what is loaded ahead without one would be taken for a refusal.
      if (settings.tokens.length === 0) void reply.header("link", graphAhead);
      return await send("index.html", request, reply);
    });
    for (const file of ["app.js", "app.css"] as const)
      app.get(`/${file}`, open, async (request, reply) => await send(file, request, reply));
  };
}

async function answer(
  { bytes, etag }: Body,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  void reply.header("etag", etag);
  if (isKnown(request, etag)) return await reply.code(304).send();
  return await reply.send(bytes);
}
