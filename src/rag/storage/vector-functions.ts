import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { getLoadablePath } from "sqlite-vec";

/** The numbers of a stored vector. A copy, since a blob need not start at a multiple of four. */
export function toVector(blob: Uint8Array): Float32Array {
  return new Float32Array(blob.slice().buffer);
}

/** A vector as it is stored: 32-bit floats in the machine's order, as sqlite-vec wants them. */
export function toBlob(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** 1 minus the cosine of the angle between two stored vectors: 0 for the same direction; null when one has no length. */
function cosineDistance(a: SQLOutputValue, b: SQLOutputValue): number | null {
  if (!(a instanceof Uint8Array) || !(b instanceof Uint8Array) || a.byteLength !== b.byteLength) {
    throw new TypeError("Two vectors of one length were expected.");
  }
  const left = toVector(a);
  const right = toVector(b);
  let dot = 0;
  let leftSquare = 0;
  let rightSquare = 0;
  for (let i = 0; i < left.length; i++) {
    const x = left[i] ?? 0;
    const y = right[i] ?? 0;
    dot += x * y;
    leftSquare += x * x;
    rightSquare += y * y;
  }
  return leftSquare === 0 || rightSquare === 0 ? null : 1 - dot / Math.sqrt(leftSquare * rightSquare);
}

/**
 * Gives the connection `vec_distance_cosine`, from sqlite-vec where its library loads, and else the same in JavaScript with a
 * warning: slower, never wrong.
 */
export function loadVectorFunctions(
  file: DatabaseSync,
  options: {
    readonly extension?: string | undefined;
    readonly warn?: ((message: string) => void) | undefined;
  },
): "extension" | "javascript" {
  try {
    file.loadExtension(options.extension ?? getLoadablePath());
    return "extension";
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    options.warn?.(
      `sqlite-vec does not load here (${reason}); vectors are compared in JavaScript, which is slower.`,
    );
    file.function("vec_distance_cosine", { deterministic: true }, cosineDistance);
    return "javascript";
  } finally {
    // No statement may load anything else.
    file.enableLoadExtension(false);
  }
}
