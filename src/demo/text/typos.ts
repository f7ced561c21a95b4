import type { Random } from '../random.ts'

/** Types as people do: now and then two letters change places, one is lost, or one comes twice. */
export function withTypos(random: Random, text: string, share: number): string {
  if (text.length < 4 || !random.chance(share)) return text
  const letters = [...text]
  const at = 1 + random.int(letters.length - 2)
  const kind = random.int(3)
  if (kind === 0) [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!]
  else if (kind === 1) letters.splice(at, 1)
  else letters.splice(at, 0, letters[at]!)
  return letters.join('')
}
