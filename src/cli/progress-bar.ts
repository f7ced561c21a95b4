export interface Progress {
  readonly lines: number
  readonly linesPerSecond: number
  /** How much of the input is done, 0 to 1; undefined where its size is not known. */
  readonly share: number | undefined
  /** Seconds passed. */
  readonly seconds: number
  /** What `lines` counts, when it is something else. */
  readonly unit?: string
}

const WIDTH = 24

/** A line that says how far the work is, how fast, and how long it will still take. */
export function renderProgress({ lines, linesPerSecond, share, seconds, unit = 'lines' }: Progress): string {
  const speed = `${lines} ${unit}  ${Math.round(linesPerSecond)}/s`
  if (share === undefined) return speed
  const done = Math.min(1, Math.max(0, share))
  const filled = Math.round(done * WIDTH)
  const left = done > 0.01 && done < 1 ? `  ${renderSeconds((seconds * (1 - done)) / done)} left` : ''
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(done * 100)} %  ${speed}${left}`
}

function renderSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

/** A line that says how much of some work is done, 0 to 1, and what is being done. */
export function renderShare(share: number, doing: string): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * WIDTH)
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(share * 100)} %  ${doing}`
}
