import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-orphan",
  ...programCodes["handler-orphan"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-orphan"),
});
