import type { Difference, PackChange } from './change.ts'

/** Longer values are cut in a sentence; the list of differences has them whole. */
const LONGEST = 160

/** A change as a sentence; `remark` ends it. */
export function sayChange(
  { part, name, kind, differences }: Omit<PackChange, 'sentence'>,
  remark?: string,
): string {
  const subject = `${part.charAt(0).toUpperCase()}${part.slice(1)} ${name}`
  if (kind !== 'changed') return `${sayWhole(subject, kind, differences)}.`
  const said = differences.map(sayDifference)
  return `${subject}: ${[...said, ...(remark === undefined ? [] : [remark])].join('; ')}.`
}

function sayDifference({ what, before, after }: Difference): string {
  if (before === undefined) return `${what} set to ${quote(what, after!)}`
  if (after === undefined) return `${what} taken away (it was ${quote(what, before)})`
  return `${what} from ${quote(what, before)} to ${quote(what, after)}`
}

/** What there is to say of a whole part in a sentence: the rest is left to the list. */
const TELLING = new Set([
  'mode',
  'condition',
  'verdict',
  'effects',
  'event types',
  'kind',
  'window',
  'type',
  'severity',
  'terms',
  'content',
  'text',
  'queue',
  'share',
])

function sayWhole(subject: string, kind: 'added' | 'removed', differences: readonly Difference[]): string {
  const traits = differences.flatMap(({ what, before, after }) => {
    const value = after ?? before
    return TELLING.has(what) && value !== undefined && value !== 'none'
      ? [`${what} ${quote(what, value)}`]
      : []
  })
  return `${subject} is ${kind}${traits.length > 0 ? `: ${traits.join(', ')}` : ''}`
}

/** Expressions and texts are set apart: they have words and commas of their own. */
const SET_APART =
  /^(condition|text|where|counts|counted by|read by|description|options|title|guideline|notice)/

function quote(what: string, value: string): string {
  const line = value.replace(/\s+/g, ' ')
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
  return SET_APART.test(what) ? `\`${cut}\`` : cut
}
