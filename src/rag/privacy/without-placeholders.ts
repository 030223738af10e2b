/** A text without the placeholders for personal data: they say nothing about its subject, and no source holds them. */
export function withoutPlaceholders(text: string): string {
  return text
    .replaceAll(/\[[A-Z]{2,8}_[0-9]{1,6}\]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
