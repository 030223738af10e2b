declare module "pngjs" {
  /** A picture of four bytes a pixel: red, green, blue, alpha. */
  export class PNG {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8Array;
    constructor(size: { readonly width: number; readonly height: number });
    static readonly sync: { read(file: Uint8Array): PNG; write(png: PNG): Buffer };
  }
}
