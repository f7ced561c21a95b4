import type { IrNode } from './ir.ts'

/** A string that must, or must not, stand at the start, at the end, or anywhere in a text. */
export interface TextPart {
  readonly where: 'start' | 'end' | 'any'
  readonly value: string
}

const WHERE: Readonly<Record<string, TextPart['where']>> = {
  starts_with: 'start',
  ends_with: 'end',
  contains: 'any',
}

/** What `startsWith`, `endsWith` or `contains` with a string written out asks of its text. */
export function textPartOf(node: IrNode): TextPart | undefined {
  if (node.kind !== 'call') return undefined
  const where = WHERE[node.op]
  const value = node.args[1]
  return where === undefined || value?.kind !== 'constant' || typeof value.value !== 'string'
    ? undefined
    : { where, value: value.value }
}

/** Whether every text that has the one part has the other. */
export function impliesPart(one: TextPart, other: TextPart): boolean {
  switch (other.where) {
    case 'any':
      return one.value.includes(other.value)
    case 'start':
      return one.where === 'start' && one.value.startsWith(other.value)
    case 'end':
      return one.where === 'end' && one.value.endsWith(other.value)
  }
}

/** Whether no text can have both parts. */
export function excludesPart(one: TextPart, other: TextPart): boolean {
  if (one.where !== other.where || one.where === 'any') return false
  const [long, short] = one.value.length >= other.value.length ? [one, other] : [other, one]
  return !impliesPart(long, short)
}
