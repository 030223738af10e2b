/** Width and height in pixels, out of the first bytes of a PNG or JPEG; null when they cannot be told. */
export function imageSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = view.getUint16(at);
    // Frames are marked C0 to CF; C4, C8 and CC are tables.
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker < 0xff00) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** What a page scanned at 600 dpi on A4 has, and a little more. */
export const maxPixels = 40_000_000;

/** Raw pixels as a file that the recognizer reads: PGM for one channel, PPM for three; a fourth (alpha) is left out. */
export function toPortableMap(
  data: ArrayLike<number>,
  width: number,
  height: number,
  channels: 1 | 3 | 4,
): Uint8Array {
  const depth = channels === 1 ? 1 : 3;
  const head = Buffer.from(`${channels === 1 ? "P5" : "P6"}\n${width} ${height}\n255\n`, "latin1");
  const out = new Uint8Array(head.length + width * height * depth);
  out.set(head);
  for (let pixel = 0, to = head.length; pixel < width * height; pixel++) {
    for (let channel = 0; channel < depth; channel++) out[to++] = data[pixel * channels + channel] ?? 255;
  }
  return out;
}
