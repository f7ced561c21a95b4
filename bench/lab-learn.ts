import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetId } from '../src/lab/dataset/dataset.ts'
import type { PlacedRow } from '../src/lab/dataset/row.ts'
import { learn } from '../src/lab/run/learn.ts'
import type { LearnInput, LearnOutput, LearnTold } from '../src/lab/run/learn-types.ts'
import { Task } from '../src/lab/task.ts'
import type { Bench, Emit } from './emit.ts'
import { dataDir, type TaskRow, textTasks } from './text-tasks.ts'

/** Seconds of one core that learning and measuring 25,000 rows may take. */
const SECONDS_REACH = 10

const FINE = /^(clean|none|neither|0|8|not[ _-].*)$/i

export const bench: Bench = {
  name: 'learn',
  summary: 'the lab: training, certified thresholds and evaluation of labelled sets, in seconds of one core',
  async run(emit) {
    for (const { name, task } of textTasks(100_000)) {
      if (task === undefined) {
        console.error(`learn: ${name} is left out: its data is not in ${dataDir}`)
        continue
      }
      await measure(emit, name, task.train)
    }
  },
}

async function measure(emit: Emit, name: string, rows: readonly TaskRow[]): Promise<void> {
  const hateCheck = join(dataDir, 'hatecheck/test_suite_cases.csv')
  const suites =
    name === 'davidson' && existsSync(hateCheck)
      ? [{ name: 'hatecheck.csv', text: readFileSync(hateCheck, 'utf8') }]
      : []
  const input = { ...inputOf(name, rows), suites }
  const begun = process.cpuUsage()
  const result = await learn({ stopwatch: () => performance.now() }, input, tellNothing)
  const seconds = secondsSince(begun)
  if (!result.ok) throw new Error(`${name}: ${result.refusal.why}`)
  const { output } = result
  report(emit, name, output)
  emit({
    ...{ bench: 'learn', figure: `${name}: ${rows.length} rows learnt and measured`, value: seconds },
    ...{ unit: 'CPU-s', reach: SECONDS_REACH, holds: seconds <= SECONDS_REACH, peer: null },
  })
  const again = await learn({ stopwatch: () => performance.now() }, input, tellNothing)
  emit({
    ...{ bench: 'learn', figure: `${name}: the same model the second time`, unit: '' },
    value: Number(again.ok && again.output.id === output.id),
    ...{ reach: 1, holds: again.ok && again.output.id === output.id, peer: null },
  })
}

function report(emit: Emit, name: string, { evaluation, certification, seconds }: LearnOutput): void {
  const line = (figure: string, value: number | undefined, unit: string) =>
    emit({
      ...{ bench: 'learn', figure: `${name}: ${figure}`, value: value ?? Number.NaN, unit },
      ...{ reach: null, holds: null, peer: null },
    })
  const [own] = evaluation.labels
  line('AUC on tune', own?.auc?.value, '')
  line('average precision on tune', own?.averagePrecision?.value, '')
  for (const rival of evaluation.rivals) {
    line(`average precision of the ${rival.kind}`, rival.averagePrecision?.value, '')
    line(`average precision above the ${rival.kind}, least`, rival.gain?.low, '')
  }
  line('calibration error squared, upper bound', evaluation.calibration.squaredError.high, '')
  for (const use of ['act', 'actForGood'] as const) {
    const { threshold, bar, labelsNeeded, reaching } = certification[use]
    line(`${use} certified at ${bar}`, Number(threshold !== undefined), '')
    line(`${use}: threshold`, threshold, '')
    line(`${use}: certify rows that reach it`, reaching, 'rows')
    if (threshold === undefined) line(`${use}: labels needed`, labelsNeeded, 'labels')
  }
  for (const { use, threshold, precision, recall } of evaluation.operating) {
    line(`${use} from ${threshold.toFixed(4)}: precision on tune`, precision?.value, '')
    line(`${use} from ${threshold.toFixed(4)}: recall on tune`, recall?.value, '')
  }
  for (const { transform, evasion, canBeRead } of evaluation.robustness.filter(({ found }) => found >= 50))
    line(`evasion by ${transform}${canBeRead ? '' : ' (cannot be read)'} of ${evasion.of}`, evasion.value, '')
  for (const suite of evaluation.suites)
    line(`suite ${suite.suite}: mean over functionalities`, suite.macro, '')
  line('scores of one sentence over groups, apart', evaluation.identitySwap?.meanGap, '')
  line('99th percentile of one text, bound', evaluation.latency.p99BoundMs, 'ms')
  line(
    'numerics that are right',
    evaluation.numerics.filter(({ ok }) => ok).length,
    `of ${evaluation.numerics.length}`,
  )
  line('evaluation as JSON', JSON.stringify(evaluation).length / 1024, 'KiB')
  for (const [step, value] of Object.entries(seconds)) line(`${step}, as the clock goes`, value, 's')
}

/** Rows as an import would place them: 60/15/25 by the hash of their text, equal texts in one cluster. */
export function inputOf(name: string, rows: readonly TaskRow[]): LearnInput {
  const clusters = new Map<string, number>()
  const labels = new Set(rows.flatMap((row) => row.labels))
  const placed = rows.map(({ text, labels: own }, i): PlacedRow => {
    const hash = createHash('sha256')
      .update(JSON.stringify([text, own, i]))
      .digest('hex')
    const part = createHash('sha256').update(text).digest().readUInt32LE(4) % 100
    const cluster = clusters.get(text) ?? clusters.set(text, clusters.size).size - 1
    const none = { account: undefined, world: undefined, surface: undefined, language: undefined }
    const unknown = {
      accountAgeMs: undefined,
      atMs: undefined,
      decision: undefined,
      policyVersion: undefined,
    }
    return {
      ...{ hash, text, labels: own, violates: own.some((label) => !FINE.test(label)) },
      ...none,
      ...unknown,
      ...{ source: `${name}:${i + 1}`, reviewer: undefined, blind: false, probability: undefined },
      ...{ design: undefined, split: part < 60 ? 'train' : part < 75 ? 'tune' : 'certify', cluster },
    }
  })
  return {
    task: Task.parse({ name: name.replaceAll('-', '_') }),
    dataset: { id: `ds-${'0'.repeat(32)}` as DatasetId, rows: placed },
    categories: labels.size > 2 ? [...labels].filter((label) => !FINE.test(label)).sort() : [],
    learner: { kind: 'linear', settings: {} },
    ...{
      seed: 1,
      code: '',
      lockfile: '',
      policyVersion: '',
      gates: '',
      alpha: { act: 0.05, actForGood: 0.05 },
    },
    ...{ incumbent: undefined, suites: [], checkpoint: undefined },
  }
}

function tellNothing(_told: LearnTold): void {}

function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}
