import type { Random } from '../random.ts'
import { withTypos } from './typos.ts'

const ENDS = [
  '',
  '',
  '!',
  '!!',
  '~',
  '~~',
  '.',
  '..',
  ' ^^',
  ' :)',
  ' ㅎㅎ',
  ' ㅋㅋ',
  ' 💕',
  ' 🎁',
  ' ✨',
  '♡',
]
const STARTS = ['', '', '', '★ ', '♥ ', '[', '✨', '~ ']
const TYPO_SHARE = 0.08

/** Writes the same sentence a little differently, so that no two copies need be equal letter by letter. */
export function respell(random: Random, text: string): string {
  let copy = text
  if (random.chance(0.3)) copy = spaceDifferently(random, copy)
  const letters = random.next()
  if (letters < 0.15) copy = copy.toUpperCase()
  else if (letters < 0.35) copy = copy.charAt(0).toUpperCase() + copy.slice(1)
  const start = random.pick(STARTS)
  return withTypos(random, `${start}${copy}${start === '[' ? ']' : ''}${random.pick(ENDS)}`, TYPO_SHARE)
}

/** Loses a space, or writes one twice: nobody reads Korean spacing as a mistake. */
function spaceDifferently(random: Random, text: string): string {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index)
  if (spaces.length === 0) return text
  const at = random.pick(spaces)
  return `${text.slice(0, at)}${random.chance(0.5) ? '' : '  '}${text.slice(at + 1)}`
}
