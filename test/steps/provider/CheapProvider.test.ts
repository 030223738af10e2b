import CheapProvider from "../../../steps/provider/CheapProvider.ts";
import { itChoosesBy } from "../support/choosing.ts";
import { tinyOffer } from "../support/scripted-models.ts";

itChoosesBy("COST_OPTIMIZED", CheapProvider, tinyOffer);
