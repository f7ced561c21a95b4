import type { MediaQuota } from './ports.ts'

/** How much of files is taken and kept. */
export interface MediaLimits {
  /** Bytes of one file. */
  readonly fileBytes: number
  readonly quota: MediaQuota
}

const MIB = 1024 * 1024

export const MEDIA_LIMITS: MediaLimits = {
  fileBytes: 32 * MIB,
  quota: { unnamed: 1024 * MIB, whole: 50 * 1024 * MIB },
}
