/** Decoded pixels: 8 bits a channel, row by row from the top, no padding between rows. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** 1 is grey, 3 is RGB, 4 is RGB with alpha. */
  readonly channels: 1 | 3 | 4
  readonly data: Uint8Array
}
