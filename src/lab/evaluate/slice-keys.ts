import { isPictureText } from '../../signals/media/picture-text.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { identityMentions } from '../suites/identity-terms.ts'
import type { SliceFigures } from './evaluation.ts'

const DAY_MS = 86_400_000
const HANGUL = /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/gu
const LETTER = /\p{L}/gu

/** By what a slice is found again in a set. */
export function sliceKey({ by, value }: { readonly by: string; readonly value: string }): string {
  return `${by} ${value}`
}

/** Slices that a text alone tells of, wherever it is met. */
export const TEXT_SLICES: readonly {
  readonly by: SliceFigures['by']
  readonly of: (text: string) => readonly string[]
}[] = [
  { by: 'script', of: ofText((text) => [scriptOf(text)]) },
  { by: 'length', of: ofText((text) => [lengthOf(text.length)]) },
  { by: 'identity', of: ofText(identityOf) },
]

/** In which slices a row is: by what is known of it. A value never holds content. */
export const SLICE_KEYS: Readonly<Record<SliceFigures['by'], (row: PlacedRow) => readonly string[]>> = {
  language: ({ language }) => some(language),
  script: ({ text = '' }) => ofText((one) => [scriptOf(one)])(text),
  surface: ({ surface }) => some(surface),
  world: ({ world }) => some(world),
  accountAge: ({ accountAgeMs }) => (accountAgeMs === undefined ? [] : [ageOf(accountAgeMs / DAY_MS)]),
  length: ({ text = '' }) => ofText((one) => [lengthOf(one.length)])(text),
  identity: ({ text = '' }) => ofText(identityOf)(text),
}

/** A picture has no script, length or names in it. */
function ofText(of: (text: string) => readonly string[]): (text: string) => readonly string[] {
  return (text) => (isPictureText(text) ? [] : of(text))
}

function identityOf(text: string): readonly string[] {
  const kinds = identityMentions(text)
  return kinds.length === 0 ? ['none'] : ['any', ...kinds]
}

function some(value: string | undefined): string[] {
  return value === undefined ? [] : [value.slice(0, 40)]
}

function scriptOf(text: string): string {
  const letters = text.match(LETTER)?.length ?? 0
  if (letters === 0) return 'no letters'
  const hangul = text.match(HANGUL)?.length ?? 0
  if (hangul >= letters * 0.2) return 'Hangul'
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  return latin >= letters * 0.5 ? 'Latin' : 'other'
}

function lengthOf(units: number): string {
  return units <= 20 ? '1 to 20' : units <= 60 ? '21 to 60' : units <= 150 ? '61 to 150' : 'over 150'
}

function ageOf(days: number): string {
  return days < 1 ? 'under 1 day' : days < 7 ? '1 to 7 days' : days < 30 ? '7 to 30 days' : 'over 30 days'
}
