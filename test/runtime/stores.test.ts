import { expect, test } from "vitest";
import type { RunResult, RunOptions } from "../../src/runtime/options.ts";
import { run } from "../../src/runtime/run.ts";
import { programOf, type TestHandler, type TestProgram } from "./program-of.ts";

/** As a database would be: methods on a prototype that need their `this`. */
class Shelf {
  private readonly papers: string[] = ["first"];
  size(): number {
    return this.papers.length;
  }
  put(paper: string): number {
    return this.papers.push(paper);
  }
}

class Labels {
  private readonly prefix = "label ";
  of(paper: string): string {
    return this.prefix + paper;
  }
}

const runWith = (
  handler: TestHandler,
  stores: TestProgram["stores"],
  given: RunOptions["stores"],
): Promise<RunResult> =>
  run(
    programOf({
      edges: "Start -> Work -> End",
      steps: { Work: handler },
      ...(stores === undefined ? {} : { stores }),
    }),
    {},
    { stores: given },
  ).done;

test("a reader gets what readers may call and a writer what writers may", async () => {
  const seen: unknown[] = [];
  const result = await runWith(
    ({ stores }) => {
      seen.push(stores["Books"]?.["size"]?.(), stores["Notes"]?.["put"]?.("x"), stores["Notes"]?.["size"]);
    },
    { Work: { Books: "read", Notes: "write" } },
    {
      Books: { read: new Shelf(), write: {} },
      Notes: { read: {}, write: { put: (paper: string) => paper.length } },
    },
  );
  expect(result.error).toBeUndefined();
  expect(seen).toEqual([1, 1, undefined]);
});

test("who is wired both ways gets both, and the methods keep their objects", async () => {
  const seen: unknown[] = [];
  const result = await runWith(
    ({ stores }) => {
      const books = stores["Books"];
      const put = books?.["put"];
      seen.push(put?.("second"), books?.["of"]?.("second"));
    },
    { Work: { Books: "read-write" } },
    { Books: { read: new Labels(), write: new Shelf() } },
  );
  expect(result.error).toBeUndefined();
  expect(seen).toEqual([2, "label second"]);
});

test("one object for both ways is handed out as it is", async () => {
  const shelf = new Shelf();
  let got: unknown;
  await runWith(
    ({ stores }) => void (got = stores["Books"]),
    { Work: { Books: "read-write" } },
    {
      Books: { read: shelf, write: shelf },
    },
  );
  expect(got).toBe(shelf);
});

test("reaching for a store that is not drawn fails with the edge to draw", async () => {
  const stores = { Start: { Books: "read" } } as const;
  const result = await runWith(({ stores: mine }) => mine["Books"]?.["size"]?.(), stores, {
    Books: { read: new Shelf(), write: {} },
  });
  expect(result.error).toMatchObject({
    code: "store-not-wired",
    message: "Step `Work` reached for the store `Books`, which the diagram does not wire to it.",
    hint: "Books -.-> Work",
  });
  const unknown = await runWith(({ stores: mine }) => mine["Boks"], stores, {});
  expect(unknown.error?.message).toContain("no store of that name is drawn. Did you mean `Books`?");
});

test("a drawn store that the run was not given fails when it is reached for", async () => {
  const stores = { Work: { Books: "read" } } as const;
  const result = await runWith(({ stores: mine }) => mine["Books"], stores, {
    Boks: { read: {}, write: {} },
  });
  expect(result.error).toMatchObject({
    code: "store-missing",
    message: "Step `Work` is wired to the store `Books`, which the run was not given. Did you mean `Boks`?",
  });
  expect((await runWith(() => undefined, stores, {})).status).toBe("completed");
});

test("stores are bound once for all runs that share them", async () => {
  const program = programOf({
    edges: "Start -> Work -> End",
    stores: { Work: { Books: "read" } },
    steps: { Work: ({ stores }) => void seen.push(stores) },
  });
  const seen: unknown[] = [];
  const stores = { Books: { read: new Shelf(), write: {} } };
  await run(program, {}, { stores }).done;
  await run(program, {}, { stores }).done;
  expect(seen[1]).toBe(seen[0]);
});
