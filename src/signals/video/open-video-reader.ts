import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'
import { readFrames } from './read-frames.ts'
import type { VideoPrograms } from './run-ffmpeg.ts'
import { VIDEO_UNAVAILABLE } from './video-findings.ts'
import { VIDEO_LIMITS, type VideoLimits } from './video-limits.ts'
import type { VideoReader } from './video-reader.ts'

export interface VideoReaderOptions {
  /** The folders where programs lie: PATH. */
  readonly path: string | undefined
  readonly limits?: VideoLimits
}

/** Looks for ffmpeg on this machine. */
export async function openVideoReader({
  path,
  limits = VIDEO_LIMITS,
}: VideoReaderOptions): Promise<VideoReader> {
  const [ffmpeg, prlimit] = await Promise.all([findProgram('ffmpeg', path), findProgram('prlimit', path)])
  const version = ffmpeg === undefined ? undefined : await versionOf(ffmpeg)
  const programs: VideoPrograms | undefined =
    ffmpeg === undefined || version === undefined ? undefined : { ffmpeg, prlimit }
  return {
    finding: programs === undefined ? VIDEO_UNAVAILABLE : undefined,
    version: version ?? 'none',
    read: (bytes, asked, each) => readFrames(bytes, asked, each, programs, limits),
  }
}

/** A few digits that change with the version; undefined when it does not run. */
async function versionOf(ffmpeg: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(ffmpeg, ['-version'], { timeout: 10_000, env: {} })
    return createHash('sha256').update(stdout).digest('hex').slice(0, 12)
  } catch {
    return undefined
  }
}
