export interface ImageLimits {
  readonly maxBytes: number
  readonly maxPixels: number
  /** Whole seconds are what the decoder knows; rounded up. */
  readonly timeoutMs: number
}

export const IMAGE_LIMITS: ImageLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxPixels: 4096 * 4096,
  timeoutMs: 5000,
}
