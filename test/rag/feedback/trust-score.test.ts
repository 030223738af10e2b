import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rejectionOf } from "../../../src/rag/feedback/rejection.ts";
import { trustScore } from "../../../src/rag/feedback/trust-score.ts";
import type { Expert } from "../../../src/rag/feedback/types.ts";
import { validateExpert } from "../../../src/rag/feedback/validate-expert.ts";

const now = Date.UTC(2026, 2, 10, 12);
const registration = { register: "revisori", number: "1", verified: true, valid_until: null };
const expert = (change: Partial<Expert> = {}): Expert => ({
  id: "expert-1",
  user_id: "user_1",
  registration,
  years_experience: 10,
  judged: 0,
  accepted: 0,
  ...change,
});
const anyExpert = fc
  .record({
    years: fc.double({ min: 0, max: 60, noNaN: true }),
    judged: fc.nat(500),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ years, judged, share }) =>
    expert({ years_experience: years, judged, accepted: Math.floor(judged * share) }),
  );

describe("the trust score", () => {
  test.each([
    ["verified, ten years, nothing known", {}, 0.84],
    ["verified, two years, nothing known", { years_experience: 2 }, 0.68],
    ["only stated", { registration: { ...registration, verified: false } }, 0.64],
    [
      "on the last day of the registration",
      { registration: { ...registration, valid_until: "2026-03-10" } },
      0.84,
    ],
    ["after the last day", { registration: { ...registration, valid_until: "2026-03-09" } }, 0.44],
    ["ninety-seven of a hundred taken", { judged: 100, accepted: 97 }, 0.981],
    ["none of ten taken", { judged: 10 }, 0.68],
  ])("%s", (_, change, score) => {
    expect(trustScore(expert(change), now).score).toBe(score);
  });

  test("lies between 0 and 1 for everybody", () => {
    fc.assert(
      fc.property(anyExpert, (one) => {
        const { score } = trustScore(one, now);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("never reaches the threshold without a registration", () => {
    fc.assert(
      fc.property(anyExpert, (one) => {
        expect(trustScore({ ...one, registration: null }, now).score).toBeLessThan(0.7);
      }),
    );
  });

  test("never falls when one more proposal is taken", () => {
    fc.assert(
      fc.property(anyExpert, (one) => {
        const more = { ...one, judged: one.judged + 1, accepted: one.accepted + 1 };
        expect(trustScore(more, now).score).toBeGreaterThanOrEqual(trustScore(one, now).score);
      }),
    );
  });
});

describe("validating an expert", () => {
  const options = { threshold: 0.7, now };

  test("says which parts of a low score are low", () => {
    const validation = validateExpert(expert({ registration: null, judged: 10, accepted: 0 }), null, options);
    expect(validation).toMatchObject({ problem: null, shortcomings: ["registration", "accuracy"] });
    expect(rejectionOf(validation)).toEqual({
      reason: "insufficient_trust_score",
      message:
        "The expert's trust score 0.28 is below 0.70: no verified registration in force, few proposals taken so far.",
    });
  });

  test("takes nobody's name for the account's", () => {
    expect(validateExpert(expert(), "expert-1", options).problem).toBeNull();
    const validation = validateExpert(expert(), "expert-2", options);
    expect(validation).toMatchObject({ problem: "other_experts_name", trust_score: null, expert_id: null });
    expect(rejectionOf(validation).reason).toBe("context_validation_error");
  });

  test("knows nobody behind other accounts", () => {
    expect(validateExpert(null, null, options)).toMatchObject({
      problem: "unknown_expert",
      trust_score: null,
    });
  });
});
