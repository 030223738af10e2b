import { expect, test } from "vitest";
import { isLoopback, refuseOpenHost } from "../../src/server/loopback.ts";
import { readServerSettings } from "../../src/server/server-settings.ts";
import { tokenOf } from "./serving.ts";

test("without a configuration it is this machine alone, with limits on everything", () => {
  const settings = readServerSettings(undefined);
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 8105, tokens: [], cors_origins: [] });
  expect([...settings.roles.keys()]).toEqual(["user", "expert", "admin", "local"]);
  expect(settings.roles.get("user")).toMatchObject({ may_see_personal_data: false, concurrent_runs: 16 });
});

test("every wrong field is named at once, and a token is never repeated", () => {
  const wrong = { port: 70_000, tokens: [{ sha256: "my-secret", user_id: "" }], cors_origins: ["app.it"] };
  const read = () => readServerSettings(wrong);
  expect(read).toThrow("`server.port`");
  expect(read).toThrow("`server.tokens.0.sha256`: a SHA-256 hash of 64 hexadecimal digits");
  expect(read).toThrow("`server.tokens.0.user_id`");
  expect(read).toThrow("`server.cors_origins.0`: an origin such as");
  expect(read).not.toThrow("my-secret");
});

test("a token's role must be there", () => {
  const read = (role: string) => () => readServerSettings({ tokens: [tokenOf("anna", role)] });
  expect(read("guest")).toThrow("has the role `guest`, which is not there");
  expect(read("local")).toThrow("has the role `local`");
  expect(read("admin")).not.toThrow();
});

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["[::1]", true],
  ["localhost", true],
  ["app.localhost", true],
  ["0.0.0.0", false],
  ["::", false],
  ["127.evil.example", false],
  ["192.168.1.2", false],
  ["localhost.evil.example", false],
])("whether %s is this machine alone: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test("other machines are served only with tokens", () => {
  expect(() => refuseOpenHost({ host: "0.0.0.0", tokens: [] })).toThrow("no token is configured");
  expect(() => refuseOpenHost({ host: "0.0.0.0", tokens: [tokenOf("anna")] })).not.toThrow();
});
