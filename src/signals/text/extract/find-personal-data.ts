import type { Find } from './extractor.ts'
import { findPlaces, type PlaceKind } from './find-places.ts'
import { findIdentityNumbers, type IdentityKind } from './identity-numbers.ts'
import type { ReadText } from './read-text.ts'

export interface PersonalData extends Find {
  readonly kind: IdentityKind | PlaceKind
}

/** Finds data about a person in a text, in the order of their places; where two overlap the surer one counts. */
export function findPersonalData(read: ReadText): readonly PersonalData[] {
  const isNumber = read.has('digits') || read.has('identity')
  const korean = read.has('place') && read.has('digit')
  const english = read.has('address') && read.has('digit')
  const school = read.has('school')
  if (!isNumber && !korean && !english && !school) return NONE
  const { text } = read
  const found: PersonalData[] = []
  const numbers = isNumber ? findIdentityNumbers(text) : []
  for (const { kind, start, end } of [...numbers, ...findPlaces(text, { korean, english, school })]) {
    const span = read.spanOf(start, end)
    if (!found.some((other) => span[0] < other.span[1] && other.span[0] < span[1])) found.push({ kind, span })
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const NONE: readonly PersonalData[] = []
