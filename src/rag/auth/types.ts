export interface Session {
  readonly id: string;
  readonly user_id: string;
}

export interface User {
  readonly id: string;
  readonly role: "user" | "expert" | "admin";
  /** Overrides the installation's setting when present. */
  readonly privacy_settings?: { readonly anonymize_requests?: boolean | undefined } | undefined;
}

export type Authentication =
  | { readonly kind: "authenticated"; readonly session: Session; readonly user: User }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly code: "missing_token" | "invalid_token" | "token_expired";
    };

export interface AuthService {
  /** `header` is the value of `Authorization`. */
  authenticate(header: string | undefined): Promise<Authentication>;
}
