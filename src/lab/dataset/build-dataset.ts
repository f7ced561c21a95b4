import type { Steps } from '../../core/steps.ts'
import { isPictureText } from '../../signals/media/picture-text.ts'
import type { ColumnFacts, Dataset, DatasetFacts, FileFacts, LabelAgreement } from './dataset.ts'
import { datasetId } from './dataset-id.ts'
import type { DatasetProblem } from './dataset-problem.ts'
import { findAlikePictures } from './find-alike-pictures.ts'
import { findClusters } from './find-clusters.ts'
import { findContradictions } from './find-contradictions.ts'
import { findMarkers } from './find-markers.ts'
import { findShared } from './find-shared.ts'
import type { Suspect } from './ports.ts'
import { publishedSplits } from './published-splits.ts'
import type { LabRow, PlacedRow, Split } from './row.ts'
import { splitRows } from './split-rows.ts'
import { splitWarnings } from './split-warnings.ts'
import { whatIsMissing } from './what-is-missing.ts'

/** What a dataset is made of. Rows that are there twice, by their hash, count once. */
export interface BuildRequest {
  readonly task: string
  readonly seed: number
  readonly rows: readonly LabRow[]
  readonly harm: readonly string[]
  readonly fine: readonly string[]
  readonly from: DatasetFacts['from']
  readonly files: readonly FileFacts[]
  readonly columns: readonly ColumnFacts[]
  readonly agreement?: LabelAgreement | undefined
  /** What was found wrong before. */
  readonly warnings: readonly string[]
  readonly by: string
  readonly nowMs: number
}

export type Built =
  | { readonly ok: true; readonly dataset: Dataset; readonly suspects: readonly Suspect[] }
  | ({ readonly ok: false } & DatasetProblem)

/** Clusters, splits and checks rows. What comes of it hangs on the rows, their order and the seed alone. */
export function* buildDataset(request: BuildRequest): Steps<Built> {
  const rows = [...new Map(request.rows.map((row) => [row.hash, row])).values()]
  const texts = rows.map(({ text }) => text)
  const pictures = texts.filter((text) => text !== undefined && isPictureText(text)).length
  if (pictures > 0 && texts.some((text) => text !== undefined && !isPictureText(text)))
    return { ok: false, ...MIXED }
  const clusters = yield* pictures > 0 ? findAlikePictures(texts) : findClusters(texts)
  yield
  const published = pictures > 0 ? publishedSplits(rows, clusters.of) : undefined
  const drawn = splitRows(rows, clusters.of, request.seed)
  const split = published === undefined ? drawn : { ...drawn, ...NOT_DRAWN, splits: published.splits }
  yield
  const missing = whatIsMissing(rows, clusters, split.splits)
  if (missing !== undefined) return { ok: false, ...missing }
  const placed: PlacedRow[] = rows.map((row, i) => ({
    ...row,
    ...{ split: split.splits[i]!, cluster: clusters.of[i]! },
  }))
  const contradictions = findContradictions(rows, clusters.of)
  yield
  const duplicates = rows.length - clusters.count
  const warnings = [
    ...request.warnings,
    ...(duplicates > rows.length / 2
      ? [
          `${percent(duplicates / rows.length)} of the rows are near-duplicates of others: there are ${clusters.count} different ${pictures > 0 ? 'pictures' : 'texts'}.`,
        ]
      : []),
    ...(contradictions.clusters > 0
      ? [
          `${contradictions.clusters} groups of near-duplicates are labelled both ways, as ${named(contradictions.rows)}: \`haechi data errors\` ranks them.`,
        ]
      : []),
    ...(published !== undefined && published.moved > 0
      ? [
          `${published.moved} pictures are near-duplicates of pictures of another published split, and were moved there: what was learnt from does not measure.`,
        ]
      : []),
    ...splitWarnings(split, placed),
    ...findShared(rows, clusters.of)
      .slice(0, 5)
      .map(
        ({ one, other, texts }) =>
          `${texts} different text${texts === 1 ? '' : 's'} of ${one} stand${texts === 1 ? 's' : ''} in ${other} as well, or nearly so: what learnt from the one must not be measured by the other. Here they are in one split.`,
      ),
    ...findMarkers(rows).map(
      ({ violating, where, rows: count }) =>
        `${count} ${violating ? 'violating' : 'fine'} texts, and hardly any other, ${where === 'begins' ? 'begin' : 'end'} with the same word: a model may learn that mark, which no text of a world has.`,
    ),
  ]
  const facts: DatasetFacts = {
    id: datasetId(request.task, placed),
    ...{ task: request.task, madeMs: request.nowMs, by: request.by, from: request.from },
    ...{ rows: rows.length, erased: rows.filter(({ text }) => text === undefined).length },
    bySplit: countSplits(placed),
    labels: countBy(rows.flatMap(({ labels }) => labels)),
    ...{ harm: request.harm, fine: request.fine, clusters: clusters.count, duplicates },
    ...{ contradictions: contradictions.clusters, files: request.files, columns: request.columns },
    ...(split.common && { common: split.common }),
    policyVersions: countBy(rows.flatMap(({ policyVersion }) => policyVersion ?? [])),
    ...(request.agreement && { agreement: request.agreement }),
    warnings,
  }
  const suspects = contradictions.rows.map((at) => ({
    ...{ row: rows[at]!.hash, violates: rows[at]!.violates, score: undefined, why: 'contradiction' as const },
  }))
  return { ok: true, dataset: { facts, rows: placed }, suspects }
}

const NOT_DRAWN = { inLarge: 0, largest: undefined, timed: 0, apart: false, common: undefined }
const MIXED = {
  why: 'Some rows are pictures and some are texts.',
  wayOut: 'Make a task of each: what tells pictures apart cannot read.',
}

function countSplits(rows: readonly PlacedRow[]): DatasetFacts['bySplit'] {
  const of = (split: Split) => {
    const own = rows.filter((row) => row.split === split)
    return { rows: own.length, violating: own.filter(({ violates }) => violates).length }
  }
  return { train: of('train'), tune: of('tune'), certify: of('certify') }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function named(rows: readonly number[]): string {
  const shown = rows.slice(0, 5).map((at) => at + 1)
  return `row${rows.length === 1 ? '' : 's'} ${shown.join(', ')}${rows.length > 5 ? ', …' : ''}`
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
