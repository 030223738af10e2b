import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-attr-pii",
  ...programCodes["handler-attr-pii"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-attr-pii"),
});
