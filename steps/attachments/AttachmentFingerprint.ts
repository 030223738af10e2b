import { fingerprint } from "#rag/attachments/fingerprint.ts";

import { step } from "../ragstep.gen.ts";

/** Hashes each attachment's bytes: a file is what it holds, not what it is called. */
export default step("AttachmentFingerprint", {
  reads: ["validated_request"],
  writes: ["fingerprints"],
  attrs: ["attachment_count", "hashes_computed", "has_duplicates", "duplicate_count"],
  pure: true,
  run({ state, log }) {
    const fingerprints = state.validated_request.attachments.map((attachment) => fingerprint(attachment));
    const duplicates = fingerprints.length - new Set(fingerprints.map(({ hash }) => hash)).size;
    log({
      attachment_count: state.validated_request.attachments.length,
      hashes_computed: fingerprints.length,
      has_duplicates: duplicates > 0,
      duplicate_count: duplicates,
    });
    return { fingerprints };
  },
});
