import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-key-unknown",
  ...programCodes["handler-key-unknown"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-key-unknown"),
});
