import type { TextModel } from '../../signals/text-model/served-model.ts'
import { type Evaluation, evaluateGiven, type Share, share } from './evaluate.ts'
import { hasLabels } from './label-table.ts'
import type { LabelledText } from './labelled-text.ts'
import { type LabelMap, mapScores } from './map-labels.ts'

/** A labelled text, and the group that it is counted in. */
export interface GroupedText extends LabelledText {
  readonly group?: string | undefined
}

/** How a model did on one group of texts. */
export interface GroupResult {
  readonly group: string
  readonly rows: number
  /** Share of rows whose labels were all found, and no others. */
  readonly accuracy: Share | null
}

export interface TextEvaluation extends Evaluation {
  readonly groups: readonly GroupResult[]
}

/** Scores labelled texts with a model and compares. Labels that neither the model nor `map` knows are never found. */
export function evaluateTextModel(
  model: TextModel,
  rows: readonly GroupedText[],
  map: LabelMap = new Map(),
): TextEvaluation {
  const known = model.labels.map((label) => map.get(label) ?? label)
  const labels = [...new Set([...known, ...rows.flatMap((row) => row.labels)])]
  const count = labels.length
  const own = new Float32Array(model.labels.length)
  const scores = new Float32Array(rows.length * count)
  const given = new Uint8Array(rows.length * count)
  rows.forEach((row, i) => {
    model.score(row.text, own)
    const at = i * count
    mapScores(own, model.labels, labels, map, model.multiLabel, scores.subarray(at, at + count))
    for (const label of model.decide(own)) given[at + labels.indexOf(map.get(label) ?? label)] = 1
  })
  const has = hasLabels(rows, labels)
  const table = { labels, multiLabel: model.multiLabel, rows: rows.length, has }
  return { ...evaluateGiven(table, scores, given), groups: groupResults(rows, has, given, count) }
}

function groupResults(
  rows: readonly GroupedText[],
  has: Uint8Array,
  given: Uint8Array,
  count: number,
): GroupResult[] {
  const groups = new Map<string, { rows: number; right: number }>()
  rows.forEach(({ group }, i) => {
    if (group === undefined) return
    const tally = groups.get(group) ?? { rows: 0, right: 0 }
    groups.set(group, tally)
    tally.rows++
    let right = 1
    for (let k = i * count; k < (i + 1) * count; k++) if (has[k] !== given[k]) right = 0
    tally.right += right
  })
  return [...groups].map(([group, { rows: of, right }]) => ({ group, rows: of, accuracy: share(right, of) }))
}
