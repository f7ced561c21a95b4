import type { ValueType } from '../../core/value.ts'

/** The type of a model's value: an object with a double (0 to 1) for each label. */
export function scoreType(name: string, labels: readonly string[]): ValueType {
  const fields: Record<string, ValueType> = {}
  for (const label of labels) fields[label] = { kind: 'double' }
  return { kind: 'object', name: `model.${name}`, fields }
}

/** Labels that JavaScript objects cannot hold as their own, or that say nothing. */
const FORBIDDEN = new Set(['', '__proto__', 'constructor', 'prototype'])

/** What is wrong with the labels of a model, or undefined. */
export function wrongLabels(labels: readonly string[]): string | undefined {
  if (labels.length === 0) return 'it has no label'
  if (labels.length > MOST_LABELS) return `it has ${labels.length} labels; ${MOST_LABELS} fit`
  const seen = new Set<string>()
  for (const label of labels) {
    if (FORBIDDEN.has(label)) return `it has a label that rules cannot read ("${label}")`
    if (label.length > 100 || /[\p{Cc}`]/u.test(label))
      return 'it has a label of more than 100 characters, or with a control character or a backtick'
    if (seen.has(label)) return 'it has the same label twice'
    seen.add(label)
  }
  return undefined
}

const MOST_LABELS = 200
