export interface SeriesLine {
  readonly label: string
  /** As many as there are times; null: nothing is known. */
  readonly values: readonly (number | null)[]
  /** From 1 to 5: which of the colours. */
  readonly colour: 1 | 2 | 3 | 4 | 5
  readonly isBars?: boolean
}

export interface SeriesProps {
  readonly label: string
  /** Beginning of each step, in ms since the epoch. */
  readonly times: readonly number[]
  readonly lines: readonly SeriesLine[]
  /** Somebody has dragged over the chart: from and to, in ms. */
  readonly onBrush?: (fromMs: number, toMs: number) => void
  readonly height?: number
}
