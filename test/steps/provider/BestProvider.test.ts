import BestProvider from "../../../steps/provider/BestProvider.ts";
import { itChoosesBy } from "../support/choosing.ts";
import { largeOffer } from "../support/scripted-models.ts";

itChoosesBy("QUALITY_FIRST", BestProvider, largeOffer);
