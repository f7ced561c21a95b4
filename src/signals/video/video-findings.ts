import type { Finding } from '../model3d/finding.ts'
import type { VideoLimits } from './video-limits.ts'

// What a video that is not read whole is told.

export const VIDEO_UNAVAILABLE: Finding = {
  ...{ code: 'video-unavailable', severity: 'error', at: 'file' },
  says: 'Videos are not read here: ffmpeg is not installed. `haechi doctor` says how to get it.',
}

export const NOT_A_VIDEO: Finding = {
  ...{ code: 'not-a-video', severity: 'error', at: 'file' },
  says: 'The first bytes are not those of MP4, QuickTime or WebM; give one of them.',
}

export const NOT_DECODABLE: Finding = {
  ...{ code: 'video-not-decodable', severity: 'error', at: 'file' },
  says: 'The file begins as a video but no frame of it can be decoded; it is damaged, cut off, or of a codec that is not read.',
}

export const DAMAGED: Finding = {
  ...{ code: 'video-damaged', severity: 'warning', at: 'frames' },
  says: 'The video could not be decoded to its end; what came before was looked at.',
}

export function tooManyVideoBytes(count: number, { maxBytes }: VideoLimits): Finding {
  return {
    ...{ code: 'video-too-many-bytes', severity: 'error', at: 'file' },
    says: `${count} bytes are more than the ${maxBytes} that are read; give a smaller file.`,
  }
}

export function tooSlow({ timeMs }: VideoLimits, frames: number): Finding {
  return {
    ...{ code: 'video-too-slow', severity: 'error', at: 'frames' },
    says: `The video was not decoded within ${timeMs} ms; ${frames} frames were looked at.`,
  }
}

export function cutAt(most: number): Finding {
  return {
    ...{ code: 'video-cut', severity: 'warning', at: 'frames' },
    says: `There are more frames to look at than the ${most} that are.`,
  }
}

export function moreStreams(count: number): Finding {
  return {
    ...{ code: 'video-more-streams', severity: 'warning', at: 'streams' },
    says: `${count} streams of pictures; only the first is looked at.`,
  }
}
