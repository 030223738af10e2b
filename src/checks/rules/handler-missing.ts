import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-missing",
  ...programCodes["handler-missing"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-missing"),
});
