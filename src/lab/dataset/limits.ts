/** What one dataset may hold, so that making it takes no more memory than a service has. */
export const DATASET_LIMITS = {
  rows: 500_000,
  /** Of one text, in UTF-16 units. */
  textUnits: 20_000,
  /** Of all texts together. */
  allUnits: 200_000_000,
  /** Rows of an import that come in one request. */
  rowsAtOnce: 5000,
} as const
