import type { FastifyReply } from 'fastify'
import { Unavailable } from '../../../engine/ports.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'
import type { LabRunLine } from '../../contract/lab-runs.ts'
import { problemOf } from '../../contract/problem.ts'
import { describeFault } from '../../describe-fault.ts'
import type { ServerParts } from '../../parts.ts'
import { SAFE_HEADERS } from '../../safe-headers.ts'
import { isOver } from './is-over.ts'
import { wireRun, wireStep } from './wire-run.ts'

/** Lines of progress come no oftener, in ms; steps at once. */
const TOLD_MS = 100
/** A store that is away for so long is told of. */
const PATIENCE_MS = 30_000

/** Tells how a run goes on, line by line, until it is over. */
export async function streamRun(
  { runs, log, stopping }: Pick<ServerParts, 'runs' | 'log' | 'stopping'>,
  reply: FastifyReply,
  first: LabRun,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    ...SAFE_HEADERS,
    'x-accel-buffering': 'no',
    ...(stopping.aborted ? { connection: 'close' } : {}),
  })
  raw.flushHeaders()
  const gone = new AbortController()
  raw.on('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, stopping])
  const write = (line: LabRunLine) => {
    if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`)
  }
  let run = first
  let steps = 0
  let points = 0
  let last = ''
  let heardMs = performance.now()
  try {
    while (!signal.aborted) {
      for (; steps < run.steps.length; steps++) write({ kind: 'step', step: wireStep(run.steps[steps]!) })
      if (isOver(run)) return write({ kind: 'end', run: wireRun(run) })
      // Steps that were taken back are told once more.
      steps = Math.min(steps, run.steps.length)
      points = Math.min(points, run.curve.length)
      const { step, progress, doing, state } = run
      const now = `${state} ${step} ${progress} ${doing}`
      if (now !== last || points < run.curve.length) {
        const curve = wireRun(run).curve.slice(points)
        write({ kind: 'progress', step, progress, doing, state, curve })
        points = run.curve.length
        last = now
        await pause(TOLD_MS, run.steps.length)
      } else await runs.news(run.id, signal)
      run = await look()
    }
    if (stopping.aborted) write(problem('unavailable', 'The service is stopping; the run goes on by itself.'))
  } catch (fault) {
    log({ level: 'error', message: 'a run of the lab could not be followed', ...describeFault(fault) })
    write(problem('fault', 'Following the run failed; the run itself goes on.'))
  } finally {
    raw.end()
  }

  /** Waits a little, but not past the end of a step. */
  async function pause(ms: number, ended: number): Promise<void> {
    const until = performance.now() + ms
    const timer = AbortSignal.any([signal, AbortSignal.timeout(ms)])
    while (!timer.aborted && performance.now() < until) {
      await runs.news(run.id, timer)
      const seen = await runs.get(run.id).catch(() => undefined)
      if (seen !== undefined && (seen.steps.length !== ended || isOver(seen))) return
    }
  }

  async function look(): Promise<LabRun> {
    for (;;) {
      try {
        const seen = await runs.get(run.id)
        heardMs = performance.now()
        return seen ?? { ...run, state: 'failed', fault: 'It is kept no more.' }
      } catch (fault) {
        if (!(fault instanceof Unavailable) || performance.now() - heardMs > PATIENCE_MS || signal.aborted)
          throw fault
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
}

function problem(name: Parameters<typeof problemOf>[0], detail: string): LabRunLine {
  return { kind: 'problem', problem: problemOf(name, detail) }
}
