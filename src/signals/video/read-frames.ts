import type { FileHandle } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import type { Finding } from '../model3d/finding.ts'
import { frameArguments, probeArguments } from './ffmpeg-arguments.ts'
import type { FfmpegLog } from './ffmpeg-log.ts'
import { type FramesAsked, mostFrames } from './frames-asked.ts'
import { namelessFile } from './nameless-file.ts'
import { BadFrames, ppmFrames } from './ppm-frames.ts'
import { runFfmpeg, type VideoPrograms } from './run-ffmpeg.ts'
import {
  cutAt,
  DAMAGED,
  moreStreams,
  NOT_A_VIDEO,
  NOT_DECODABLE,
  tooManyVideoBytes,
  tooSlow,
  VIDEO_UNAVAILABLE,
} from './video-findings.ts'
import { type VideoFormat, videoFormat } from './video-format.ts'
import type { VideoLimits } from './video-limits.ts'
import type { VideoFrame, VideoRead } from './video-reader.ts'

/** Gives the frames that are asked for, in order, and says what was not read. */
export async function readFrames(
  ...[bytes, asked, each, programs, limits]: [
    bytes: Uint8Array,
    asked: FramesAsked,
    each: (frame: VideoFrame) => Promise<void> | void,
    programs: VideoPrograms | undefined,
    limits: VideoLimits,
  ]
): Promise<VideoRead> {
  const format = videoFormat(bytes)
  const none = (finding: Finding): VideoRead => ({
    ...{ format, findings: [finding], frames: 0, rate: undefined, whole: false },
  })
  if (format === undefined) return none(NOT_A_VIDEO)
  if (programs === undefined) return none(VIDEO_UNAVAILABLE)
  if (bytes.length > limits.maxBytes) return none(tooManyVideoBytes(bytes.length, limits))
  const file = await namelessFile(bytes)
  try {
    const how = { programs, format, file, limits }
    return await give(how, asked.by === 'seconds' ? await furtherApart(how, asked) : asked, each)
  } finally {
    await file.close()
  }
}

interface How {
  readonly programs: VideoPrograms
  readonly format: VideoFormat
  readonly file: FileHandle
  readonly limits: VideoLimits
}

/** The frames of a long video stand further apart, so that they reach to its end. */
async function furtherApart(
  { programs, format, file, limits }: How,
  asked: FramesAsked & { readonly by: 'seconds' },
): Promise<FramesAsked> {
  const { log } = await runFfmpeg(programs, probeArguments(format, limits), file, limits, async () => false)
  return { ...asked, seconds: Math.max(asked.seconds, (log.duration ?? 0) / asked.most) }
}

async function give(
  { programs, format, file, limits }: How,
  asked: FramesAsked,
  each: (frame: VideoFrame) => Promise<void> | void,
): Promise<VideoRead> {
  const most = mostFrames(asked)
  const pictures = ppmFrames(limits.maxPixels)
  let frames = 0
  let [more, bad] = [false, false]
  const args = frameArguments(format, asked, limits)
  const { log, end, well } = await runFfmpeg(programs, args, file, limits, async (piece, told) => {
    try {
      for (const picture of pictures(piece)) {
        if (frames === most) {
          more = true
          return false
        }
        await each({ ...(await toldOf(told, frames)), picture })
        frames++
      }
      return true
    } catch (fault) {
      if (!(fault instanceof BadFrames)) throw fault
      bad = true
      return false
    }
  })
  const findings: Finding[] = []
  if (end === 'late') findings.push(tooSlow(limits, frames))
  else if (frames === 0) findings.push(NOT_DECODABLE)
  else if (bad || log.faults > 0 || !(well || more)) findings.push(DAMAGED)
  if (more && asked.by !== 'index') findings.push(cutAt(most))
  if (log.streams > 1) findings.push(moreStreams(log.streams))
  return { format, findings, frames, rate: log.rate, whole: findings.length === 0 }
}

/** The picture and what the log says of it come by two ways, the log a little later at times. */
async function toldOf({ given }: FfmpegLog, frame: number): Promise<{ index: number; seconds: number }> {
  for (let tries = 0; given[frame] === undefined && tries < 1000; tries++) await setTimeout(1)
  return given[frame] ?? { index: frame, seconds: 0 }
}
