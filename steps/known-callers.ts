import type { AuthService } from "#rag/auth/types.ts";
import type { Settings } from "#rag/settings/types.ts";
import type { Environment, KnownToken } from "#ragstep";

const roles = ["user", "expert", "admin"] as const;

/** The settings with the tokens that a server lets in: who got through its door is known to the steps too. */
export function withTokens(settings: Settings, tokens: readonly KnownToken[]): Settings {
  const more = tokens.map(({ role, ...token }) => ({
    ...token,
    role: roles.find((known) => known === role) ?? "user",
  }));
  return { ...settings, auth: { ...settings.auth, tokens: [...settings.auth.tokens, ...more] } };
}

/** Who a header belongs to, as the steps see it. */
export function identifyBy(auth: AuthService): NonNullable<Environment["identify"]> {
  return async (authorization) => {
    const known = await auth.authenticate(authorization);
    if (known.kind === "refused") return null;
    return { user_id: known.user.id, session_id: known.session.id, role: known.user.role };
  };
}
