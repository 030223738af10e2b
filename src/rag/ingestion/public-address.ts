import ipaddr from "ipaddr.js";

/**
 * Whether an IP address belongs to the public internet. Loopback, private, link-local, shared, documentation, multicast and
 * translated addresses do not, nor does anything that is no address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // Of IPv6 only 2000::/3 is given out; the rest may hold an IPv4 address in some old way.
  return !(parsed instanceof ipaddr.IPv6) || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000;
}
