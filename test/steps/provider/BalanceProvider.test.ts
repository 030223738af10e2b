import BalanceProvider from "../../../steps/provider/BalanceProvider.ts";
import { itChoosesBy } from "../support/choosing.ts";
import { smallOffer } from "../support/scripted-models.ts";

itChoosesBy("BALANCED", BalanceProvider, smallOffer);
