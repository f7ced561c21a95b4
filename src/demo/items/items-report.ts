import type { ItemKind, PictureKind } from './demo-item.ts'

/** How the service judged what was made of one kind. */
export interface KindScore {
  readonly of: 'item' | 'picture'
  readonly kind: ItemKind | PictureKind
  readonly sent: number
  /** Not allowed, by a rule; of good ones: falsely. */
  readonly caught: number
  /** Held by no rule: not all of it was judged in time, so nobody may have it yet. */
  readonly unjudged: number
  /** By rule, how often it fired on them, the most frequent first. */
  readonly rules: readonly { readonly rule: string; readonly fired: number }[]
}

export interface ItemsReport {
  readonly seed: number
  readonly kinds: readonly KindScore[]
  readonly seconds: number
  readonly stopped?: true
}

/** Writes the report as a table for people: what is not caught stands in it, too. */
export function renderItemsReport({ seed, kinds, seconds, stopped }: ItemsReport): string {
  const bad = kinds.filter(({ kind }) => kind !== 'good')
  const rows = kinds.map(({ of, kind, sent, caught, unjudged, rules }) => [
    `${of}: ${kind}`,
    String(sent),
    String(caught),
    String(unjudged),
    rules
      .slice(0, 3)
      .map(({ rule, fired }) => `${rule} ${fired}`)
      .join(', ') || '–',
  ])
  const head = ['made', 'sent', 'caught', 'not judged in time', 'by rules']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)))
  const table = [head, ...rows].map((row) =>
    row
      .map((cell, i) => (i > 0 && i < 4 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
  const sum = (some: readonly KindScore[], of: 'sent' | 'caught' | 'unjudged') =>
    some.reduce((all, one) => all + one[of], 0)
  const good = kinds.filter(({ kind }) => kind === 'good')
  const missed = bad
    .filter(({ sent, caught }) => caught < sent)
    .map(({ kind, sent, caught }) => `${kind} (${sent - caught} of ${sent})`)
  return `${[
    ...(stopped === true ? ['Stopped before its time; this is what was done.'] : []),
    ...table,
    '',
    `${sum(bad, 'caught')} of ${sum(bad, 'sent')} bad ones caught, ${sum(good, 'caught')} of ${sum(good, 'sent')} good ones held falsely, ${sum(kinds, 'unjudged')} held because not all of them was judged in time; seed ${seed}, ${seconds.toFixed(1)} s`,
    missed.length > 0 ? `Not caught by a rule: ${missed.join(', ')}.` : 'All bad ones were caught.',
  ].join('\n')}\n`
}
