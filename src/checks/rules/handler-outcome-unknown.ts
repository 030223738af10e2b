import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-outcome-unknown",
  ...programCodes["handler-outcome-unknown"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-outcome-unknown"),
});
