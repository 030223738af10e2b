import { graphCodes } from "../../graph/codes.ts";
import { foundWhileLoading, rule } from "../rule.ts";

export default rule({
  code: "labelled-edge",
  ...graphCodes["labelled-edge"],
  needs: ["graph"],
  check: foundWhileLoading("labelled-edge"),
});
