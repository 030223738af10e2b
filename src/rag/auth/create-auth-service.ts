import { createHash, timingSafeEqual } from "node:crypto";
import type { Settings, TokenSettings } from "../settings/types.ts";
import type { Authentication, AuthService } from "./types.ts";

/** The token that opens a session of `user_demo` outside production, so that a fresh installation can be tried. */
export const developmentToken = "demo";

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}

function tokensOf(settings: Pick<Settings, "environment" | "auth">): readonly TokenSettings[] {
  if (settings.environment === "production" || !settings.auth.development_token) return settings.auth.tokens;
  const demo: TokenSettings = {
    sha256: sha256(developmentToken).toString("hex"),
    user_id: "user_demo",
    session_id: "session_demo",
    role: "user",
  };
  return [...settings.auth.tokens, demo];
}

const bearer = /^Bearer +([^\s]+) *$/i;

/**
 * Bearer tokens of the settings. A token is compared by its hash, in constant time and with every configured one,
 * so the time of an answer tells nothing about how near a guess was.
 */
export function createAuthService(options: {
  readonly settings: Pick<Settings, "environment" | "auth">;
  readonly clock: { now(): number };
}): AuthService {
  const known = tokensOf(options.settings).map((token) => ({
    token,
    hash: Buffer.from(token.sha256, "hex"),
  }));

  function authenticate(header: string | undefined): Authentication {
    if (header === undefined || header.trim() === "") {
      return { kind: "refused", code: "missing_token", reason: "The request has no `Authorization` header." };
    }
    const given = bearer.exec(header.trim())?.[1];
    if (given === undefined) {
      return {
        kind: "refused",
        code: "invalid_token",
        reason: "The `Authorization` header is not of the form `Bearer <token>`.",
      };
    }
    const hash = sha256(given);
    let found: TokenSettings | undefined;
    for (const candidate of known) {
      if (timingSafeEqual(candidate.hash, hash)) found ??= candidate.token;
    }
    if (found === undefined)
      return { kind: "refused", code: "invalid_token", reason: "The token is not known." };
    if (found.expires_at !== undefined && options.clock.now() >= Date.parse(found.expires_at)) {
      return { kind: "refused", code: "token_expired", reason: "The token has expired." };
    }
    return {
      kind: "authenticated",
      session: {
        id: found.session_id ?? `session_${found.sha256.slice(0, 12).toLowerCase()}`,
        user_id: found.user_id,
      },
      user: {
        id: found.user_id,
        role: found.role,
        ...(found.anonymize_requests === undefined
          ? {}
          : { privacy_settings: { anonymize_requests: found.anonymize_requests } }),
      },
    };
  }

  return { authenticate: (header) => Promise.resolve(authenticate(header)) };
}
