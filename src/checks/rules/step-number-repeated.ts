import { registryCodes } from "../../registry/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "step-number-repeated",
  ...registryCodes["step-number-repeated"],
  needs: ["registry"],
  check: foundWhileLoading("step-number-repeated"),
});
