import { decodePixels } from './decode-pixels.ts'
import { imageExtent } from './image-extent.ts'
import { strange, tooManyBytes } from './image-faults.ts'
import type { ImageFinding } from './image-finding.ts'
import { type ImageFormat, imageFormat } from './image-format.ts'
import { IMAGE_LIMITS, type ImageLimits } from './image-limits.ts'
import { leanPng } from './lean-png.ts'
import { outsideFindings } from './outside-findings.ts'
import type { Picture } from './picture.ts'

/** What became of a file: a picture unless a finding says why not. */
export interface DecodedImage {
  readonly format: ImageFormat | undefined
  readonly frames: number
  /** The first frame in grey or RGB, colour profile and turn by EXIF left aside, as PDQ wants it; alpha only when asked for. */
  readonly picture: Picture | undefined
  readonly findings: readonly ImageFinding[]
}

/**
 * Decodes the first frame of a PNG, JPEG, WebP or GIF, told by its first bytes. It never rejects for what the
 * file holds: that is in the findings. A damaged JPEG gives the picture
 * that viewers show of it; any other damaged file gives none.
 */
export async function decodeImage(
  bytes: Uint8Array,
  limits: ImageLimits = IMAGE_LIMITS,
  { alpha = false }: { readonly alpha?: boolean } = {},
): Promise<DecodedImage> {
  const format = imageFormat(bytes)
  if (format === undefined) return { ...NO_PICTURE, format, findings: [strange(bytes)] }
  if (bytes.length > limits.maxBytes)
    return { ...NO_PICTURE, format, findings: [tooManyBytes(bytes.length, limits)] }
  const { end, frames } = imageExtent(bytes, format)
  const findings = outsideFindings(bytes, end)
  if (frames > 1)
    findings.push({
      ...{ code: 'animated', severity: 'note', at: 'frames' },
      says: `${frames} frames; the picture is the first of them.`,
    })
  const lean = format === 'png' ? leanPng(bytes) : bytes
  const { picture, fault } = await decodePixels(lean, { format, limits, cut: end === undefined, alpha })
  if (fault !== undefined && !findings.some(({ code }) => code === fault.code)) findings.push(fault)
  return { format, frames, picture, findings }
}

const NO_PICTURE = { frames: 0, picture: undefined } as const
