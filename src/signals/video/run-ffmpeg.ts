import { spawn } from 'node:child_process'
import type { FileHandle } from 'node:fs/promises'
import { type FfmpegLog, ffmpegLog } from './ffmpeg-log.ts'
import type { VideoLimits } from './video-limits.ts'

/** The programs of the system. */
export interface VideoPrograms {
  readonly ffmpeg: string
  /** Of util-linux: bounds memory and processor time; where it is not, only time and output are bounded. */
  readonly prlimit: string | undefined
}

export interface FfmpegRun {
  readonly log: FfmpegLog
  /** `ended`: by itself; `late`: killed when its time was up; `stopped`: killed because no more was wanted. */
  readonly end: 'ended' | 'late' | 'stopped'
  /** Whether it ended well. */
  readonly well: boolean
}

/**
 * Runs ffmpeg over an open file; `take` is given its output piece by piece, and says whether more is wanted: ffmpeg waits
 * meanwhile, and its time stands still. It has one thread, no environment, and may write no file.
 */
export async function runFfmpeg(
  ...[{ ffmpeg, prlimit }, args, file, { timeMs, memory }, take]: [
    programs: VideoPrograms,
    args: readonly string[],
    file: FileHandle,
    limits: Pick<VideoLimits, 'timeMs' | 'memory'>,
    take: (piece: Uint8Array, log: FfmpegLog) => Promise<boolean>,
  ]
): Promise<FfmpegRun> {
  const bounds = [
    ...[`--as=${memory}`, `--cpu=${Math.ceil(timeMs / 1000) + 1}`],
    ...['--fsize=0', '--nofile=64', '--core=0'],
  ]
  const [program, all] = prlimit === undefined ? [ffmpeg, args] : [prlimit, [...bounds, ffmpeg, ...args]]
  const child = spawn(program, all, { stdio: [file.fd, 'pipe', 'pipe'], env: {} })
  const closed = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
  const { log, take: takeLog } = ffmpegLog()
  child.stderr?.setEncoding('latin1').on('data', takeLog)
  let end: FfmpegRun['end'] = 'ended'
  const stop = (why: FfmpegRun['end']): void => {
    if (end === 'ended') end = why
    child.kill('SIGKILL')
    child.stdout?.destroy()
  }
  let left = timeMs
  let timer: NodeJS.Timeout | undefined
  let since = 0
  const runs = (): void => {
    since = performance.now()
    timer = setTimeout(() => stop('late'), left)
  }
  const stands = (): void => {
    clearTimeout(timer)
    left = Math.max(1, left - (performance.now() - since))
  }
  runs()
  try {
    for await (const piece of child.stdout ?? []) {
      stands()
      if (!(await take(piece as Uint8Array, log))) {
        stop('stopped')
        break
      }
      runs()
    }
  } catch (fault) {
    // The stream ends early when ffmpeg was killed; anything else is a fault of `take`.
    if (end === 'ended') {
      stop('stopped')
      throw fault
    }
  } finally {
    await closed
    clearTimeout(timer)
  }
  return { log, end, well: end === 'ended' && (await closed) }
}
