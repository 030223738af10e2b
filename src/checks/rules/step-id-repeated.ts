import { registryCodes } from "../../registry/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "step-id-repeated",
  ...registryCodes["step-id-repeated"],
  needs: ["registry"],
  check: foundWhileLoading("step-id-repeated"),
});
