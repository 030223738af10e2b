import { expect, test } from "vitest";
import { countNew, withNewest, withOlder } from "../../../page/src/data/merge-runs.ts";
import type { ShownRuns } from "../../../page/src/data/merge-runs.ts";
import type { StoredRun } from "../../../src/server/runs/run-store.ts";

function run(run_id: string, status: StoredRun["status"] = "completed"): StoredRun {
  return {
    run_id,
    status,
    request_id: "req",
    entry: "Start",
    route: "POST /",
    graph_hash: "h",
    user_id: null,
    session_id: null,
    started_at: 0,
    ended_at: null,
    latency_ms: null,
    steps: 0,
    retries: 0,
    status_code: null,
    source: null,
    error: null,
  };
}

const page = (ids: string, next: string | null): ShownRuns => ({
  runs: Array.from(ids, (id) => run(id)),
  next,
});
const ids = ({ runs }: ShownRuns): string => runs.map(({ run_id }) => run_id).join("");

test("new runs come before those that are shown, and older ones stay with their mark", () => {
  const shown = withOlder(page("edc", "3"), page("ba", null));
  const now = withNewest(shown, page("gfe", "5"));
  expect(ids(now)).toBe("gfedcba");
  expect(now.next).toBeNull();
  expect(countNew(shown.runs, now.runs)).toBe(2);
});

test("a run is shown as it is now, and one that fits no more is gone", () => {
  const shown = { runs: [run("c", "running"), run("b", "running"), run("a", "running")], next: null };
  const now = withNewest(shown, { runs: [run("c"), run("a")], next: null });
  expect(now.runs.map(({ run_id, status }) => [run_id, status])).toEqual([
    ["c", "completed"],
    ["a", "completed"],
  ]);
});

test("when so many came that some between are unknown, the list begins anew", () => {
  const now = withNewest(page("cba", null), page("zyx", "9"));
  expect([ids(now), now.next]).toEqual(["zyx", "9"]);
});

test("a page that ends where the list ends keeps the page's own mark", () => {
  expect(withNewest(page("cb", "2"), page("dcb", "2"))).toEqual(page("dcb", "2"));
});

test("older runs are shown once", () => {
  expect(ids(withOlder(page("cb", "2"), page("ba", null)))).toBe("cba");
});
