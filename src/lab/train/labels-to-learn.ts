import type { PlacedRow } from '../dataset/row.ts'
import { VIOLATES } from '../task.ts'
import type { LabelledText } from '../text/labelled-text.ts'

/** Of fewer train rows nothing can be learnt. */
export const LEAST_ROWS_OF_CATEGORY = 10

/** The labels that a model is to have, and categories that are left out since too few train rows have them. */
export function labelsToLearn(
  train: readonly PlacedRow[],
  categories: readonly string[],
): { labels: readonly string[]; left: readonly string[] } {
  const counts = new Map<string, number>()
  for (const { labels } of train)
    for (const label of new Set(labels)) counts.set(label, (counts.get(label) ?? 0) + 1)
  const asked = [...new Set(categories)].filter((label) => label !== VIOLATES)
  const enough = (label: string) => (counts.get(label) ?? 0) >= LEAST_ROWS_OF_CATEGORY
  return {
    labels: [VIOLATES, ...asked.filter(enough)],
    left: asked.filter((label) => !enough(label)),
  }
}

/** A row as the text learner takes it: `violates` beside its own labels. An erased row has no text: leave those out. */
export function asLabelledText({ text, labels, violates }: PlacedRow): LabelledText {
  return { text: text ?? '', labels: violates ? [VIOLATES, ...labels] : labels }
}
