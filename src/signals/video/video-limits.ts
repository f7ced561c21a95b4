/** What one video may take. */
export interface VideoLimits {
  readonly maxBytes: number
  /** Of one frame. */
  readonly maxPixels: number
  /** Milliseconds that ffmpeg may take, what is done with the frames meanwhile not counted. */
  readonly timeMs: number
  /** Bytes of its address space, where the machine has `prlimit`. */
  readonly memory: number
}

export const VIDEO_LIMITS: VideoLimits = {
  maxBytes: 256 * 1024 * 1024,
  maxPixels: 4096 * 4096,
  timeMs: 30_000,
  memory: 2 * 1024 * 1024 * 1024,
}
