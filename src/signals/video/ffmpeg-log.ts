/** What ffmpeg says of a video while it reads it: only figures are taken from it, never words. */
export interface FfmpegLog {
  /** Seconds that the header tells; undefined when it tells none. */
  duration: number | undefined
  /** Frames a second. */
  rate: number | undefined
  /** Streams of pictures; only the first is looked at. */
  streams: number
  /** Lines that tell of damage. */
  faults: number
  /** Which frames were given, by number and second, in order. */
  readonly given: { readonly index: number; readonly seconds: number }[]
}

const DURATION = /^\[info\] {3}Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?),/
const STREAM = /^\[info\] {3}Stream #0:\d+.*: Video: /
const RATE = /^\[Parsed_showinfo_0 @ \S+\] \[info\] config in .*frame_rate: (\d+)\/(\d+)/
const SHOWN = /^\[Parsed_showinfo_(\d) @ \S+\] \[info\] n: *(\d+) pts: *\S+ pts_time:(\S+)/
const FAULT = /^(\[[^\]]*\] )?\[(error|fatal|panic)\] /
/** A line of its own making may be long; nothing that is wanted is. */
const LONGEST = 4096

/** Takes the log in pieces as they come. */
export function ffmpegLog(): { readonly log: FfmpegLog; take(piece: string): void } {
  const log: FfmpegLog = { duration: undefined, rate: undefined, streams: 0, faults: 0, given: [] }
  let rest = ''
  let last = -1
  let inOutput = false
  const line = (text: string): void => {
    const shown = SHOWN.exec(text)
    if (shown !== null) {
      if (shown[1] === '0') last = Number(shown[2])
      else log.given.push({ index: last, seconds: Number(shown[3]) || 0 })
      return
    }
    if (FAULT.test(text)) log.faults++
    if (text.startsWith('[info] Output #')) inOutput = true
    if (inOutput) return
    const duration = DURATION.exec(text)
    if (duration !== null)
      log.duration ??= Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
    const rate = RATE.exec(text)
    if (rate !== null && Number(rate[2]) > 0) log.rate ??= Number(rate[1]) / Number(rate[2])
    if (STREAM.test(text)) log.streams++
  }
  return {
    log,
    take(piece) {
      const lines = (rest + piece).split('\n')
      rest = lines.pop()!.slice(-LONGEST)
      for (const one of lines) line(one)
    },
  }
}
