import PrimaryProvider from "../../../steps/provider/PrimaryProvider.ts";
import { itChoosesBy } from "../support/choosing.ts";
import { largeOffer } from "../support/scripted-models.ts";

itChoosesBy("FAILOVER", PrimaryProvider, largeOffer);
