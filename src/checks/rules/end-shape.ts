import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "end-shape",
  ...graphCodes["end-shape"],
  needs: ["graph"],
  check: foundWhileLoading("end-shape"),
});
