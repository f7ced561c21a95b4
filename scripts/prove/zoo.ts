import { BATCH_SIZE, runBatch } from '../../bench/zoo/run-batch.ts'
import { tallyOf } from '../../bench/zoo/tally.ts'
import type { Walked } from '../../bench/zoo/walk.ts'
import type { Proof } from './proof.ts'

const MODELS = 10_000

export const zoo: Proof = {
  name: 'zoo',
  summary: `of ${MODELS.toLocaleString('en-US')} bad models of twenty kinds none gets force that it must not have`,
  batches: Math.ceil(MODELS / BATCH_SIZE),
  async open() {
    return async (seed, batch) => {
      const rows = await runBatch(seed, batch)
      const bad = rows.filter(({ variant }) => variant !== 'good')
      const unsafe = bad.filter(({ isUnsafe }) => isUnsafe)
      const good = rows.filter(({ variant }) => variant === 'good')
      return {
        evaluations: rows.length,
        figures: {
          ...{ bad: bad.length, 'unsafe promotions': unsafe.length, good: good.length },
          'good and live': good.filter(({ state }) => state === 'live').length,
        },
        differences: unsafe.map((one) => ({ seed, batch, ...one })),
        rows,
      }
    }
  },
  finish(rows) {
    return tallyOf(rows as readonly Walked[])
      .map(({ kind, variant, models, unsafe, by, got, labels }) => {
        const stops = Object.entries(by).map(([who, count]) => `${who} ${count}`)
        return `  ${kind}, ${variant}: ${models}; unsafe ${unsafe}; ${[...stops, `ranks ${got.rank}`, `acts ${got.reversible + got.irreversible}`].join(', ')}; median labels ${labels ?? 0}`
      })
      .join('\n')
  },
}
