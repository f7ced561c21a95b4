import { counted } from '../counted.ts'
import type { JudgedFile } from './judged-file.ts'
import { printable } from './read-up-to.ts'

/** Reasons beyond these are only counted. */
const MOST = 8

/** What the console says of a judged file. */
export function summaryLines({ file, verdict, reasons, facts, profile }: JudgedFile): string {
  const pictures = facts.pictures.length
  const slot = profile === undefined ? '' : `, slot ${profile.id}`
  const head = `${verdict.padEnd(5)}  ${printable(file)}  (${facts.kind}, ${facts.bytes} bytes, ${counted(pictures, 'picture')}${slot})`
  const once = new Map<string, { line: string; pictures: string[] }>()
  for (const { verdict: each, code, says, picture } of reasons) {
    const line = `  ${each.padEnd(5)}  ${code}: ${says}`
    const known = once.get(line) ?? { line, pictures: [] }
    if (picture !== undefined && !known.pictures.includes(picture)) known.pictures.push(picture)
    once.set(line, known)
  }
  const all = [...once.values()].map(({ line, pictures: in_ }) => line + whereOf(in_))
  const rest = all.length - MOST
  return [head, ...all.slice(0, MOST), ...(rest > 0 ? [`  and ${rest} more`] : [])]
    .map((line) => `${line}\n`)
    .join('')
}

function whereOf(pictures: readonly string[]): string {
  if (pictures.length === 0) return ''
  const more = pictures.length - 3
  return ` [${pictures.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}]`
}
