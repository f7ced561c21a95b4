import type { JsonRecord } from './json-record.ts'
import type { LabelledRow } from './labelled-row.ts'

export interface JsonKeys {
  readonly text: string | undefined
  readonly label: readonly string[]
  readonly by: string | undefined
}

/** The text of a line of JSON with its label or labels. */
export function labelledJson(
  row: JsonRecord,
  line: number,
  { text, label, by }: JsonKeys,
): LabelledRow | { line: number; why: string } {
  const bad = (why: string) => ({ line, why })
  const said = row.get(text ?? 'text')
  if (typeof said !== 'string') return bad(`no text ("${text ?? 'text'}"; --text names another key)`)
  const group = by === undefined ? undefined : String(row.get(by) ?? '')
  if (label.length > 1) return { line, text: said, labels: label.filter((key) => isYes(row.get(key))), group }
  const given = label[0] === undefined ? (row.get('labels') ?? row.get('label')) : row.get(label[0])
  const labels = (Array.isArray(given) ? given : [given]).map(labelOf)
  if (!labels.every((one) => one !== undefined))
    return bad(
      `no labels ("${label[0] ?? 'labels'}": a text, a number, or a list of them; --label names another key)`,
    )
  return { line, text: said, labels, group }
}

function labelOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true'
}
