import { expect, it } from "vitest";

import { isPublicAddress } from "#rag/ingestion/public-address.ts";

it.each(["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4002::1"])("%s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  "127.0.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "100.64.0.1",
  "169.254.169.254",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::7f00:1",
  "::ffff:10.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "fc00::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "2001:db8::1",
  "example.org",
  "",
])("%j is not", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
