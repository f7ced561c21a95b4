import { atOnce } from '../src/core/steps.ts'
import { buildDataset } from '../src/lab/dataset/build-dataset.ts'
import { findClusters } from '../src/lab/dataset/find-clusters.ts'
import { rowOf } from '../src/lab/dataset/rows.fixture.ts'
import { someText } from '../src/lab/dataset/texts.fixture.ts'
import { verifyDataset } from '../src/lab/dataset/verify-dataset.ts'
import type { Bench } from './emit.ts'

const ROWS = 100_000
const QUICK_ROWS = 10_000
/** Of 100,000 rows, in seconds: with hashing, clustering, splitting and checking. */
const REACH_SECONDS = 10

export const bench: Bench = {
  name: 'datasets',
  summary: 'labelled rows clustered, split and hashed to a dataset; three in ten are disguised copies',
  async run(emit, { quick }) {
    const count = quick ? QUICK_ROWS : ROWS
    const originals = Math.round(count * 0.7)
    const texts = Array.from({ length: count }, (_, i) =>
      i < originals ? someText(i, 14) : `${someText(i - originals, 14).toUpperCase()} !! ${i % 9}`,
    )
    const figure = (name: string, value: number, unit: string, reach: number | null, holds: boolean | null) =>
      emit({ bench: 'datasets', figure: name, value, unit, reach, holds, peer: null })
    const clustering = performance.now()
    const clusters = atOnce(findClusters(texts))
    const clusterSeconds = (performance.now() - clustering) / 1000
    const whole = performance.now()
    const rows = texts.map((text, i) => rowOf({ text, violates: i % 10 === 0, source: `f.csv:${i + 2}` }))
    const built = atOnce(
      buildDataset({
        ...{ task: 'bench', seed: 1, rows, harm: ['bad'], fine: ['fine'], from: 'import', files: [] },
        ...{ columns: [], warnings: [], by: 'bench', nowMs: 0 },
      }),
    )
    const seconds = (performance.now() - whole) / 1000
    if (!built.ok) throw new Error(built.why)
    const verifying = performance.now()
    const fault = verifyDataset(built.dataset)
    if (fault !== undefined) throw new Error(fault)
    figure('rows', count, 'rows', null, null)
    figure('clustering', clusterSeconds, 's', null, null)
    figure('whole', seconds, 's', quick ? null : REACH_SECONDS, quick ? null : seconds <= REACH_SECONDS)
    figure('verifying', (performance.now() - verifying) / 1000, 's', null, null)
    figure('copies-found', (count - clusters.count) / (count - originals), 'share', null, null)
  },
}
