import { BadGiven } from './given-files.ts'

/** Throws BadGiven when what a model puts out for rows is no number. */
export function refuseNaN(values: Float32Array): void {
  const bad = values.reduce((sum, value) => sum + Number(!Number.isFinite(value)), 0)
  if (bad > 0)
    throw new BadGiven(
      `the model puts out ${bad} values that are no numbers (NaN or infinite), of ${values.length} for the rows: export it again, in float32`,
    )
}
