import type { LabRunReply } from '../../api/contract/lab-runs.ts'
import type { Client } from '../../client/client.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import { renderShare } from '../progress-bar.ts'
import { statusLine } from '../status-line.ts'
import { braillePlot } from './braille-plot.ts'
import { renderStep } from './render-step.ts'
import { sparkline } from './sparkline.ts'

export interface FollowOptions {
  readonly json: boolean
  /** Shows the curve of the training when it is over, in a terminal. */
  readonly plots: boolean
}

type Point = LabRunReply['curve'][number]

/** Shows a run as it goes on; gives it as it ended, or undefined when Ctrl-C came first. */
export async function followRun(
  adapters: CliAdapters,
  client: Client,
  id: string,
  { json, plots }: FollowOptions,
  signal: AbortSignal,
): Promise<LabRunReply | undefined> {
  const { stdout, stderr } = adapters
  const status = statusLine(stderr)
  const curve: Point[] = []
  const write = async (text: string) => {
    status.clear()
    await stdout.write(`${text}\n`)
  }
  try {
    for await (const line of client.labRuns.follow(id, { signal })) {
      if (line.kind === 'step') {
        await write(json ? JSON.stringify(line.step) : renderStep(line.step))
        if (!json && plots && line.step.step === 'train' && stdout.isTTY)
          for (const row of braillePlot(lossesOf(curve), { width: 40, height: 5 })) await write(`  ${row}`)
      } else if (line.kind === 'progress') {
        curve.push(...line.curve)
        const doing = line.state === 'waiting' ? 'waiting for its turn' : line.doing
        const losses = sparkline(lossesOf(curve), 20)
        status.show(
          `${line.step.padEnd(9)} ${renderShare(line.progress, doing)}${losses === '' || line.step !== 'train' ? '' : `  loss ${losses}`}`,
        )
      } else if (line.kind === 'end') return line.run
    }
  } catch (fault) {
    if (signal.aborted) return undefined
    throw fault
  } finally {
    status.clear()
  }
  throw new CliFailure('unreachable', `The service told no more of ${id}; see \`haechi lab runs\``)
}

/** Of the part of the training that goes on: parts of it start anew. */
function lossesOf(curve: readonly Point[]): number[] {
  const phase = curve.at(-1)?.phase
  return curve.flatMap((point) => (point.phase === phase && point.loss !== undefined ? [point.loss] : []))
}
