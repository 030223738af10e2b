import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";

import { IngestionError } from "./ingestion-error.ts";
import { isPublicAddress } from "./public-address.ts";

/** Gives the addresses of a host. */
export type Resolve = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Asks the system. */
export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

function refuse(hostname: string, address: string): IngestionError {
  return new IngestionError(
    "address-private",
    `\`${hostname}\` leads to ${address}, which is no public address, so nothing is fetched from it.`,
    { hint: "ingestion:\n  allow_private_addresses: true" },
  );
}

/** Throws an `IngestionError` for a host that is written as an address and is no public one: no lookup is made for it. */
export function checkLiteral(hostname: string): void {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !isPublicAddress(bare)) throw refuse(hostname, bare);
}

/**
 * Looks a host up for a connection and refuses it when one of its addresses is not public. The connection goes to the very
 * addresses that were checked, so a second answer of the name server changes nothing.
 */
export function checkedLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const addresses = await resolve(hostname);
      const wrong = allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (wrong !== undefined) throw refuse(hostname, wrong.address);
      const [first] = addresses;
      if (first === undefined) throw new Error(`\`${hostname}\` has no address.`);
      return { addresses: [...addresses], first };
    };
    answer().then(
      ({ addresses, first }) =>
        options.all === true ? callback(null, addresses) : callback(null, first.address, first.family),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ""),
    );
  };
}
