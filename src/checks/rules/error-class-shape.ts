import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "error-class-shape",
  ...graphCodes["error-class-shape"],
  needs: ["graph"],
  check: foundWhileLoading("error-class-shape"),
});
