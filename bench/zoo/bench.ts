import type { Bench, Emit } from '../emit.ts'
import { reaches } from '../statistics/reaches.ts'
import { zooReaches } from './reaches.ts'
import { REAL_KINDS, walkReal } from './real.ts'
import { runBatch } from './run-batch.ts'
import { type KindTally, tallyOf } from './tally.ts'
import type { Walked } from './walk.ts'

const SEED = 7

export const bench: Bench = {
  name: 'zoo',
  summary:
    'bad models through gates, ledger, registry, probation and canary: how many get force (10,000: npm run prove)',
  async run(emit, { quick }) {
    const walked: Walked[] = []
    for (let batch = 0; batch < (quick ? 1 : 12); batch++) walked.push(...(await runBatch(SEED, batch)))
    const bad = walked.filter(({ variant }) => variant !== 'good')
    figure(emit, `unsafe promotions of ${bad.length} simulated bad models`, unsafe(bad), 0)
    const good = walked.filter(({ variant }) => variant === 'good')
    figure(
      emit,
      `good models that came to live, of ${good.length}`,
      good.filter(({ state }) => state === 'live').length,
      0.9 * good.length,
      true,
    )
    for (const one of tallyOf(walked)) kind(emit, one)
    const real: Walked[] = []
    for (let i = 0; i < (quick ? 2 : REAL_KINDS); i++) real.push(await walkReal(i, SEED))
    const spoilt = real.filter(({ variant }) => variant !== 'good')
    figure(emit, `unsafe promotions of ${spoilt.length} bad models that were trained`, unsafe(spoilt), 0)
    for (const one of real)
      console.error(
        `  trained, ${one.kind}: ${one.state}, got ${one.got}${one.by.length === 0 ? '' : `, stopped by ${one.by.join(', ')}`}: ${one.says}`,
      )
    for (const { what, value, reach, isReached } of [
      ...zooReaches(SEED, quick ? 100 : 1000),
      ...(quick ? [] : reaches(SEED)),
    ]) {
      console.error(`  ${what}: ${value} (${reach})`)
      figure(emit, what, Number(isReached), 1, true)
    }
  },
}

function unsafe(walked: readonly Walked[]): number {
  return walked.filter(({ isUnsafe }) => isUnsafe).length
}

function figure(emit: Emit, what: string, value: number, reach: number, atLeast = false): void {
  emit({
    ...{ bench: 'zoo', figure: what, value, unit: '', reach, peer: null },
    holds: atLeast ? value >= reach : value <= reach,
  })
}

function kind(emit: Emit, { kind: name, variant, models, by, got, labels }: KindTally): void {
  const stops = Object.entries(by).map(([who, count]) => `${who} ${count}`)
  const held = [
    ...stops,
    ...(got.rank > 0 ? [`ranks ${got.rank}`] : []),
    ...(labels ? [`${labels} labels`] : []),
  ]
  emit({
    ...{ bench: 'zoo', figure: `${name}, ${variant}: ${held.join(', ')}`, value: models, unit: 'models' },
    ...{ reach: null, holds: null, peer: null },
  })
}
