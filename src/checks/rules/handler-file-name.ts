import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-file-name",
  ...programCodes["handler-file-name"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-file-name"),
});
