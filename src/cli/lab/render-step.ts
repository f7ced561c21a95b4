import type { LabStepReply } from '../../api/contract/lab-runs.ts'

/** A step as a person reads it: one line with its evidence; of a stop, what would supply what is missing. */
export function renderStep({
  step,
  state,
  says,
  seconds,
  gates = [],
  wayOut,
  labelsNeeded,
}: LabStepReply): string {
  const head = `${step.padEnd(9)} ${state === 'done' ? '' : 'STOPPED  '}${says}  ${seconds.toFixed(1)} s`
  const open = gates.filter(({ verdict }) => verdict !== 'pass')
  return [
    head,
    ...open.map(
      ({ gate, verdict, for: forWhat, says: why, wayOut: way }) =>
        `          ${verdict === 'fail' ? 'failed' : 'open  '} ${gate} (for ${forWhat}): ${why}${way === undefined ? '' : `; ${way}`}`,
    ),
    ...(wayOut === undefined ? [] : [`          to go on: ${wayOut}`]),
    ...(labelsNeeded === undefined || wayOut?.includes(String(labelsNeeded))
      ? []
      : [`          that takes about ${labelsNeeded} labels`]),
  ].join('\n')
}
