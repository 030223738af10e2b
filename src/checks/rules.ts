import type { Rule } from "./rule.ts";
import attrsDifferFromRuns from "./rules/attrs-differ-from-runs.ts";
import controlEdgeAtStore from "./rules/control-edge-at-store.ts";
import dataEdgeDirection from "./rules/data-edge-direction.ts";
import decisionBranchMissing from "./rules/decision-branch-missing.ts";
import decisionEdgeUnlabelled from "./rules/decision-edge-unlabelled.ts";
import decisionLabelRepeated from "./rules/decision-label-repeated.ts";
import decisionOneEdge from "./rules/decision-one-edge.ts";
import decisionWithoutEdges from "./rules/decision-without-edges.ts";
import deprecatedDrawn from "./rules/deprecated-drawn.ts";
import dottedBetweenSteps from "./rules/dotted-between-steps.ts";
import dottedBetweenStores from "./rules/dotted-between-stores.ts";
import edgeAtLane from "./rules/edge-at-lane.ts";
import edgeNotRecorded from "./rules/edge-not-recorded.ts";
import edgeRepeated from "./rules/edge-repeated.ts";
import endShape from "./rules/end-shape.ts";
import errorClassShape from "./rules/error-class-shape.ts";
import errorEdgeRepeated from "./rules/error-edge-repeated.ts";
import flagWithoutDefault from "./rules/flag-without-default.ts";
import forkOrDecision from "./rules/fork-or-decision.ts";
import forkWriteConflict from "./rules/fork-write-conflict.ts";
import handlerAttrPii from "./rules/handler-attr-pii.ts";
import handlerFileName from "./rules/handler-file-name.ts";
import handlerKeyUnknown from "./rules/handler-key-unknown.ts";
import handlerLane from "./rules/handler-lane.ts";
import handlerMissing from "./rules/handler-missing.ts";
import handlerOrphan from "./rules/handler-orphan.ts";
import handlerOutcomeUnknown from "./rules/handler-outcome-unknown.ts";
import handlerRepeated from "./rules/handler-repeated.ts";
import ignoreMalformed from "./rules/ignore-malformed.ts";
import ignoreUnused from "./rules/ignore-unused.ts";
import joinNeverComplete from "./rules/join-never-complete.ts";
import keyLostOnResume from "./rules/key-lost-on-resume.ts";
import keyNeverRead from "./rules/key-never-read.ts";
import keyNeverWritten from "./rules/key-never-written.ts";
import keyNotWritten from "./rules/key-not-written.ts";
import labelDiffers from "./rules/label-differs.ts";
import labelNeverReturned from "./rules/label-never-returned.ts";
import labelNumberDiffers from "./rules/label-number-differs.ts";
import labelledEdge from "./rules/labelled-edge.ts";
import linkDead from "./rules/link-dead.ts";
import linkNotExecutable from "./rules/link-not-executable.ts";
import loopWithoutBound from "./rules/loop-without-bound.ts";
import mermaidClassBeforeNode from "./rules/mermaid-class-before-node.ts";
import mermaidTwoLabels from "./rules/mermaid-two-labels.ts";
import mermaidTwoShapes from "./rules/mermaid-two-shapes.ts";
import mermaidTwoSubgraphs from "./rules/mermaid-two-subgraphs.ts";
import noEntry from "./rules/no-entry.ts";
import noWayToEnd from "./rules/no-way-to-end.ts";
import nodeIdNotInNodes from "./rules/node-id-not-in-nodes.ts";
import nodeIdRepeated from "./rules/node-id-repeated.ts";
import nodeNotRegistered from "./rules/node-not-registered.ts";
import nodeTwoClasses from "./rules/node-two-classes.ts";
import nothingChecked from "./rules/nothing-checked.ts";
import outcomeNotRecorded from "./rules/outcome-not-recorded.ts";
import ownerMissing from "./rules/owner-missing.ts";
import plannedWithCode from "./rules/planned-with-code.ts";
import recordingStale from "./rules/recording-stale.ts";
import retryWithoutIdempotency from "./rules/retry-without-idempotency.ts";
import shapeNotExecutable from "./rules/shape-not-executable.ts";
import startEndInTheMiddle from "./rules/start-end-in-the-middle.ts";
import stepDocMissing from "./rules/step-doc-missing.ts";
import stepDocProseEmpty from "./rules/step-doc-prose-empty.ts";
import stepDocStale from "./rules/step-doc-stale.ts";
import stepIdChanged from "./rules/step-id-changed.ts";
import stepIdRepeated from "./rules/step-id-repeated.ts";
import stepNotDrawn from "./rules/step-not-drawn.ts";
import stepNumberChanged from "./rules/step-number-changed.ts";
import stepNumberRepeated from "./rules/step-number-repeated.ts";
import stepNumberReused from "./rules/step-number-reused.ts";
import stepRemoved from "./rules/step-removed.ts";
import stepWithoutTest from "./rules/step-without-test.ts";
import storeAccessUnused from "./rules/store-access-unused.ts";
import storeNotWired from "./rules/store-not-wired.ts";
import storeRegistered from "./rules/store-registered.ts";
import storeUnused from "./rules/store-unused.ts";
import timeoutBelowRetries from "./rules/timeout-below-retries.ts";
import typeDiffers from "./rules/type-differs.ts";
import typesStale from "./rules/types-stale.ts";
import unreachableNode from "./rules/unreachable-node.ts";

/** Every rule, by code. A test compares the list with the folder. */
export const rules: readonly Rule[] = [
  attrsDifferFromRuns,
  controlEdgeAtStore,
  dataEdgeDirection,
  decisionBranchMissing,
  decisionEdgeUnlabelled,
  decisionLabelRepeated,
  decisionOneEdge,
  decisionWithoutEdges,
  deprecatedDrawn,
  dottedBetweenSteps,
  dottedBetweenStores,
  edgeAtLane,
  edgeNotRecorded,
  edgeRepeated,
  endShape,
  errorClassShape,
  errorEdgeRepeated,
  flagWithoutDefault,
  forkOrDecision,
  forkWriteConflict,
  handlerAttrPii,
  handlerFileName,
  handlerKeyUnknown,
  handlerLane,
  handlerMissing,
  handlerOrphan,
  handlerOutcomeUnknown,
  handlerRepeated,
  ignoreMalformed,
  ignoreUnused,
  joinNeverComplete,
  keyLostOnResume,
  keyNeverRead,
  keyNeverWritten,
  keyNotWritten,
  labelDiffers,
  labelNeverReturned,
  labelNumberDiffers,
  labelledEdge,
  linkDead,
  linkNotExecutable,
  loopWithoutBound,
  mermaidClassBeforeNode,
  mermaidTwoLabels,
  mermaidTwoShapes,
  mermaidTwoSubgraphs,
  noEntry,
  noWayToEnd,
  nodeIdNotInNodes,
  nodeIdRepeated,
  nodeNotRegistered,
  nodeTwoClasses,
  nothingChecked,
  outcomeNotRecorded,
  ownerMissing,
  plannedWithCode,
  recordingStale,
  retryWithoutIdempotency,
  shapeNotExecutable,
  startEndInTheMiddle,
  stepDocMissing,
  stepDocProseEmpty,
  stepDocStale,
  stepIdChanged,
  stepIdRepeated,
  stepNotDrawn,
  stepNumberChanged,
  stepNumberRepeated,
  stepNumberReused,
  stepRemoved,
  stepWithoutTest,
  storeAccessUnused,
  storeNotWired,
  storeRegistered,
  storeUnused,
  timeoutBelowRetries,
  typeDiffers,
  typesStale,
  unreachableNode,
];
