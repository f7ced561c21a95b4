export interface CurveLine {
  readonly label: string
  /** In rising order of x. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** From 1 to 5: which of the colours. */
  readonly colour: 1 | 2 | 3 | 4 | 5
  /** It is a bound, not something that was seen. */
  readonly isBound?: boolean
  /** Points are shown, each by itself, without a line between them. */
  readonly isDots?: boolean
}

/** How numbers of an axis are said; `power`: the number is a base-10 logarithm. */
export type CurveUnit = 'number' | 'percent' | 'power'

export interface CurveProps {
  readonly label: string
  readonly x: CurveAxis
  readonly y: CurveAxis
  readonly lines: readonly CurveLine[]
  readonly height?: number
}

export interface CurveAxis {
  readonly label: string
  readonly unit: CurveUnit
  /** Without: from the least to the most that is there, and for y from 0 on. */
  readonly least?: number
  readonly most?: number
}
