import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zooPage } from '../../bench/zoo/page.ts'
import { BATCH_SIZE, runBatch } from '../../bench/zoo/run-batch.ts'
import { takeAwayAll, type WayThrough } from '../../bench/zoo/take-away.ts'
import { tallyOf } from '../../bench/zoo/tally.ts'
import type { Walked } from '../../bench/zoo/walk.ts'
import type { Proof } from './proof.ts'

const MODELS = 10_000
const BATCHES = Math.ceil(MODELS / BATCH_SIZE)
/** Worlds in which walls are taken away, to see that each is one: batches behind the others. */
const WALLS = 3
/** Of good models so many must come to live: whatever stops everybody is no wall. */
const LEAST_GOOD = 0.9

type Row = { readonly walked: Walked } | { readonly way: WayThrough }

export const zoo: Proof = {
  name: 'zoo',
  summary: `of ${MODELS.toLocaleString('en-US')} bad models of twenty kinds none gets force that it must not have; writes docs/zoo.md`,
  batches: BATCHES + WALLS,
  async open() {
    return async (seed, batch) => {
      if (batch >= BATCHES) {
        const ways = await takeAwayAll(seed + batch)
        const held = ways.filter(({ isThrough }) => !isThrough)
        return {
          ...{ evaluations: ways.length, rows: ways.map((way): Row => ({ way })) },
          figures: { 'through with walls taken away': ways.length - held.length },
          differences: held.map((one) => ({ seed, batch, why: 'nothing lets it through', ...one })),
        }
      }
      const walked = await runBatch(seed, batch)
      const bad = walked.filter(({ variant }) => variant !== 'good')
      const unsafe = bad.filter(({ isUnsafe }) => isUnsafe)
      const good = walked.filter(({ variant }) => variant === 'good')
      return {
        evaluations: walked.length,
        figures: {
          ...{ bad: bad.length, 'unsafe promotions': unsafe.length, good: good.length },
          'good and live': good.filter(({ state }) => state === 'live').length,
        },
        differences: unsafe.map((one) => ({ seed, batch, ...one })),
        rows: walked.map((one): Row => ({ walked: one })),
      }
    }
  },
  finish(rows, seed) {
    const walked = (rows as readonly Row[]).flatMap((row) => ('walked' in row ? [row.walked] : []))
    const ways = (rows as readonly Row[]).flatMap((row) => ('way' in row ? [row.way] : []))
    const file = join(process.cwd(), 'docs', 'zoo.md')
    writeFileSync(file, zooPage(seed, walked, ways))
    const good = walked.filter(({ variant }) => variant === 'good')
    const live = good.filter(({ state }) => state === 'live').length
    const lines = tallyOf(walked).map(({ kind, variant, models, unsafe, by, got, labels }) => {
      const stops = Object.entries(by).map(([who, count]) => `${who} ${count}`)
      return `  ${kind}, ${variant}: ${models}; unsafe ${unsafe}; ${[...stops, `ranks ${got.rank}`, `acts ${got.reversible + got.irreversible}`].join(', ')}; median labels ${labels ?? 0}`
    })
    const few =
      live < LEAST_GOOD * good.length ? [`  ONLY ${live} of ${good.length} good models came to live`] : []
    return [...lines, ...few, `wrote ${file}`].join('\n')
  },
}
