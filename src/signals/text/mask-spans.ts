import type { Span } from '../../core/decision.ts'

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * Replaces the spans by one mark for each grapheme in them; every other unit stays as it is. Spans are
 * `[start, end)` in UTF-16 units, in any order, and may overlap.
 */
export function maskSpans(raw: string, spans: readonly Span[], mark = '*'): string {
  let masked = ''
  let at = 0
  for (const [start, end] of unionOf(raw.length, spans)) {
    masked += raw.slice(at, start) + mark.repeat(graphemeCount(raw.slice(start, end)))
    at = end
  }
  return masked + raw.slice(at)
}

/** The stretches covered by any of the spans, in order, clipped to the text; touching ones stay apart. */
function unionOf(length: number, spans: readonly Span[]): [number, number][] {
  const union: [number, number][] = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(0, start)
    const to = Math.min(length, end)
    if (from >= to) continue
    const last = union.at(-1)
    if (last && from < last[1]) last[1] = Math.max(last[1], to)
    else union.push([from, to])
  }
  return union
}

function graphemeCount(text: string): number {
  // Segmenting costs a microsecond a character: plain text, the common case, is told apart first.
  if (/^[\x20-\x7e\u3131-\u318e\uac00-\ud7a3]*$/.test(text)) return text.length
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}
