import { setImmediate } from 'node:timers/promises'

/** Work cut into pieces: yields wherever it may pause, and returns what came of it. */
export type Steps<T> = Generator<void, T, void>

export interface SliceOptions {
  /** How long the event loop is held at a time, in ms; a piece that takes longer is not cut further. */
  readonly sliceMs?: number
  /** Monotonic ms. */
  readonly stopwatch?: () => number
  /** Lets others work. */
  readonly pause?: () => Promise<unknown>
}

/** A request passes the event loop some four times, and may meet a slice each time. */
export const SLICE_DEFAULTS = { sliceMs: 2 } as const

/** Does the work without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Does the work in slices, between which the event loop answers requests. */
export async function inSlices<T>(
  steps: Steps<T>,
  {
    sliceMs = SLICE_DEFAULTS.sliceMs,
    stopwatch = () => performance.now(),
    pause = setImmediate,
  }: SliceOptions = {},
): Promise<T> {
  let started = stopwatch()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (stopwatch() - started < sliceMs) continue
    await pause()
    started = stopwatch()
  }
}
