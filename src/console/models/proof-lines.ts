import type { ProbationReply } from '../../api/contract/probation.ts'

type Points = readonly (readonly [x: number, y: number])[]

/** Losses against labels with the boundaries, as far as a chart of it needs to go. */
export interface ProbationLines {
  readonly stands: Points
  readonly passes: Points
  readonly revokes: Points
  readonly bar: Points
}

/** Boundaries are drawn a good piece beyond where it stands: to where it probably passes, if that is not too far. */
export function probationLines(
  proof: Pick<ProbationReply, 'path' | 'bar' | 'boundaries'> & {
    readonly labels: Pick<ProbationReply['labels'], 'needed'>
  },
): ProbationLines {
  const { path, bar, boundaries, labels } = proof
  const until = Math.max(60, Math.ceil(path.length * 1.3), path.length + Math.min(labels.needed ?? 0, 400))
  const beyond = boundaries.findIndex((one) => one.labels >= until)
  const shown = beyond === -1 ? boundaries : boundaries.slice(0, beyond + 1)
  const end = Math.max(path.length, shown.at(-1)?.labels ?? until)
  return {
    stands: lossesOf(path),
    passes: shown.flatMap((one) => (one.passes < 0 ? [] : [[one.labels, one.passes] as const])),
    // Above the number of labels nothing can be revoked yet.
    revokes: shown.flatMap((one) => (one.revokes > one.labels ? [] : [[one.labels, one.revokes] as const])),
    bar: [
      [0, 0],
      [end, end * bar],
    ],
  }
}

function lossesOf(path: string): [number, number][] {
  const points: [number, number][] = [[0, 0]]
  for (let i = 0, losses = 0; i < path.length; i++) {
    losses += path[i] === '1' ? 1 : 0
    points.push([i + 1, losses])
  }
  return points
}

/** Natural logarithms after each label in turn, as base-10 ones against labels. `last`: the label that the last is of. */
export function logLine(logs: readonly number[], last = logs.length): Points {
  return logs.map((log, i) => [last - logs.length + i + 1, log / Math.LN10] as const)
}
