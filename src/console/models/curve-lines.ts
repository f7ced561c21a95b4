/** A point of the training as it is told. */
export interface CurvePoint {
  readonly phase: string
  readonly at: number
  readonly loss?: number | undefined
  readonly averagePrecision?: number | undefined
}

/** Each phase as a line, in the order in which they began; points in order, the last of those that are at the same place. */
export function curveLines(
  points: readonly CurvePoint[],
  of: 'loss' | 'averagePrecision',
): { readonly phase: string; readonly at: readonly (readonly [number, number])[] }[] {
  const phases = new Map<string, Map<number, number>>()
  for (const point of points) {
    const value = point[of]
    if (value === undefined || !Number.isFinite(value)) continue
    const known = phases.get(point.phase) ?? new Map<number, number>()
    phases.set(point.phase, known.set(point.at, value))
  }
  return [...phases].map(([phase, at]) => ({ phase, at: [...at].sort(([a], [b]) => a - b) }))
}
