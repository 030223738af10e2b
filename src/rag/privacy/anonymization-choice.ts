/** Whether personal data is replaced, and who decided. */
export interface AnonymizationChoice {
  readonly required: boolean;
  readonly decided_by: "user" | "installation";
}

/** The user's own choice goes before the installation's. Where neither says anything, personal data is replaced. */
export function anonymizationChoice(
  user: { readonly anonymize_requests: boolean | null },
  settings: { readonly privacy: { readonly anonymize_requests?: boolean | undefined } },
): AnonymizationChoice {
  const own = user.anonymize_requests;
  return own === null
    ? { required: settings.privacy.anonymize_requests ?? true, decided_by: "installation" }
    : { required: own, decided_by: "user" };
}
