import { programCodes } from "../../graph/program-codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "handler-repeated",
  ...programCodes["handler-repeated"],
  needs: ["graph", "code"],
  check: foundWhileLoading("handler-repeated"),
});
