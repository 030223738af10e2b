/** A confidence (0 to 1) in words, for logs. */
export function confidenceLevel(confidence: number): "high" | "medium" | "low" {
  if (confidence >= 0.8) return "high";
  return confidence >= 0.6 ? "medium" : "low";
}
