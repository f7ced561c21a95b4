/**
 * log2 of a job's weight in SQL, as `rankOf` of review/priority.ts has it (a test compares them); `job` names the row.
 * "severity" is 0 to 4.
 */
export function weightSql(job: {
  readonly severity: string
  readonly reach: string
  readonly weight: string
  readonly mass: string
  readonly trusted: string
}): string {
  return `(9 - 2 * (${job.severity})
    + ln((1 + ln(greatest(1, ${job.reach})::float8) / ln(2::float8))
      * (1 + case when ${job.mass} then 0.5::float8 else 1 end * ln(1 + greatest(0, ${job.weight})::float8) / ln(2::float8)))
      / ln(2::float8)
    + case when ${job.trusted} then 6 else 0 end)`
}

/** The same of a row of haechi.jobs. */
export function weightOfRow(row: string): string {
  return weightSql({
    severity: `${row}.severity`,
    reach: `${row}.reach`,
    weight: `${row}.report_weight`,
    mass: `${row}.mass`,
    trusted: `${row}.trusted`,
  })
}
