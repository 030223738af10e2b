import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-lane",
  ...programCodes["handler-lane"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-lane"),
});
