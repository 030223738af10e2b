import { describe, expect, test } from "vitest";
import { callsOf, stub } from "../../src/testing/vitest.ts";

interface Mail {
  readonly from: string;
  send(to: string, text: string): Promise<void>;
  count(): number;
}

describe("stub", () => {
  test("has what the test gives it, and notes every call", async () => {
    const mail = stub<Mail>("mail", { from: "me", send: async () => {} });
    await mail.send("ada", "hello");
    await mail.send("bob", "bye");
    expect(mail.from).toBe("me");
    expect(callsOf(mail)).toEqual([
      { method: "send", args: ["ada", "hello"] },
      { method: "send", args: ["bob", "bye"] },
    ]);
  });

  test("calls a method on what the test gave, so that members can use each other", () => {
    const mail = stub<Mail>("mail", {
      from: "me",
      count() {
        return this.from?.length ?? 0;
      },
    });
    expect(mail.count()).toBe(2);
  });

  test("says which member is missing, and names the nearest", () => {
    const mail = stub<Mail & { readonly cuont: number }>("mail", { count: () => 1 });
    expect(() => mail.cuont).toThrow("The stub `mail` has no `cuont`. Did you mean `count`?");
    expect(() => stub<Mail>("mail").from).toThrow(expect.objectContaining({ code: "stub-incomplete" }));
  });

  test("may be awaited, printed and compared", async () => {
    const mail = stub<Mail>("mail", { from: "me" });
    expect(await Promise.resolve(mail)).toBe(mail);
    expect(JSON.stringify(mail)).toBe('{"from":"me"}');
    expect(mail).toEqual({ from: "me" });
  });

  test("is told from other objects when its calls are asked for", () => {
    expect(() => callsOf({})).toThrow("`callsOf` wants what `stub` has made.");
  });
});
