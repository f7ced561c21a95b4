import type { CurveUnit } from './curve-props.ts'

/** A number of an axis as a reader of `language` has it. */
export function sayUnit(value: number, unit: CurveUnit, language: string): string {
  switch (unit) {
    case 'number':
      return value.toLocaleString(language, { maximumSignificantDigits: 4 })
    case 'percent':
      return value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 })
    case 'power':
      return (10 ** value).toLocaleString(language, { maximumSignificantDigits: 3, notation: 'compact' })
  }
}
