import type { Diagnostic, Place } from '../core/diagnostic.ts'

/** Reads line `line` (from 1) of a pack file; `undefined` when there is none. */
export type ReadLine = (file: string, line: number) => string | undefined

const TAB = '    '

/**
 * Writes a diagnostic over several lines, as compilers do: what, where, the line with the place underlined, the
 * other places that matter, and the way out. Plain text, no colours, no line break at the end.
 */
export function renderDiagnostic(diagnostic: Diagnostic, readLine: ReadLine): string {
  const { severity, code, message, place, label, related = [], wayOut } = diagnostic
  const widest = Math.max(place.line, ...related.map((other) => other.place.line))
  const margin = ' '.repeat(String(widest).length)
  const lines = [`${severity}[${code}]: ${message}`]
  lines.push(...excerpt(place, '-->', '^', label, margin, readLine))
  for (const other of related)
    lines.push(...excerpt(other.place, ':::', '-', other.message, margin, readLine))
  if (wayOut) lines.push(`${margin} = help: ${wayOut}`)
  return lines.join('\n')
}

function excerpt(
  place: Place,
  arrow: string,
  mark: string,
  label: string | undefined,
  margin: string,
  readLine: ReadLine,
): string[] {
  const out = [`${margin}${arrow} ${place.file}:${place.line}:${place.column}`]
  const line = readLine(place.file, place.line)
  if (line === undefined) return label ? [...out, `${margin} = ${label}`] : out
  const start = Math.min(place.column - 1, line.length)
  const sameLine = place.endLine === undefined || place.endLine === place.line
  const end = sameLine ? Math.max(start + 1, (place.endColumn ?? place.column + 1) - 1) : line.length
  const before = ' '.repeat(widthOf(line.slice(0, start)))
  const marks = mark.repeat(Math.max(1, widthOf(line.slice(start, end))))
  const number = String(place.line).padStart(margin.length)
  out.push(`${margin} |`, `${number} | ${line.replaceAll('\t', TAB)}`)
  out.push(`${margin} | ${before}${marks}${label ? ` ${label}` : ''}`)
  return out
}

/** Columns that a text takes in a terminal: Hangul, kana, ideographs and emoji take two, marks that combine none. */
function widthOf(text: string): number {
  let width = 0
  for (const letter of text.replaceAll('\t', TAB)) {
    if (/\p{Mn}|\p{Cf}/u.test(letter)) continue
    width +=
      /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u.test(
        letter,
      )
        ? 2
        : 1
  }
  return width
}
