import { createHash, timingSafeEqual } from "node:crypto";
import type { Caller, Environment } from "../definition/environment.ts";
import { HttpError } from "./http-error.ts";
import type { Role, ServerSettings } from "./server-settings.ts";

/** Who asks, and what they may. */
export interface Access {
  /** Null for someone whom neither server nor project knows; only without tokens. */
  readonly caller: Caller | null;
  readonly role: Role;
  /** What limits are counted by. */
  readonly key: string;
}

export interface Auth {
  /** Throws an `HttpError` 401 for a token that is missing or not known. `address` stands for who brings none. */
  authenticate(authorization: string | undefined, address: string): Promise<Access>;
}

const bearer = /^Bearer +(\S+) *$/i;

/** The session that a token has when none is named. */
function ownSession(sha256: string): string {
  return `session_${sha256.slice(0, 12).toLowerCase()}`;
}

/** The configured tokens as the project takes them. */
export function knownTokens({ tokens }: ServerSettings) {
  return tokens.map(({ sha256, user_id, session_id, role }) => ({
    sha256,
    user_id,
    session_id: session_id ?? ownSession(sha256),
    role,
  }));
}

/** Refuses someone who is not known; `given`: a token was sent. */
export function unauthorized(given: boolean): HttpError {
  // RFC 6750, 3.1: no error code where the request carried no authentication at all.
  const challenge = given ? 'Bearer error="invalid_token"' : "Bearer";
  return new HttpError("unauthorized", { headers: { "www-authenticate": challenge } });
}

/**
 * With tokens configured, only they open the server. A token is compared by its hash, in constant time and with every
 * one, so that the time of an answer tells nothing about how near a guess was. Without any, everybody may ask who can
 * reach the loopback, and the project says who they are.
 */
export function createAuth(settings: ServerSettings, environment: Environment | null): Auth {
  const known = knownTokens(settings).map((token) => ({ token, hash: Buffer.from(token.sha256, "hex") }));
  const roleOf = (name: string): Role => {
    const role = settings.roles.get(name);
    if (role === undefined) throw new RangeError(`No role ${name}.`);
    return role;
  };
  return {
    async authenticate(authorization, address) {
      if (known.length === 0) {
        const caller = (await environment?.identify?.(authorization)) ?? null;
        return { caller, role: roleOf("local"), key: caller?.user_id ?? address };
      }
      const given = bearer.exec(authorization?.trim() ?? "")?.[1];
      if (given === undefined) throw unauthorized(authorization !== undefined);
      const hash = createHash("sha256").update(given, "utf8").digest();
      let found: (typeof known)[number]["token"] | undefined;
      for (const candidate of known) if (timingSafeEqual(candidate.hash, hash)) found ??= candidate.token;
      if (found === undefined) throw unauthorized(true);
      const { sha256, ...caller } = found;
      return { caller, role: roleOf(caller.role), key: sha256 };
    },
  };
}
