/** What a model must reach when a task says nothing else. */
export const DEFAULT_BARS = {
  /** Share of what it acts on that violates: reversible effects. */
  precision: 0.9,
  /** The same for irreversible effects. */
  irreversiblePrecision: 0.95,
  /** Share of what violates that it at least ranks for review. */
  recall: 0.3,
  /** Share of found violations that a disguise hides, for each disguise. */
  evasion: 0.05,
  /** Debiased squared calibration error. */
  calibration: 0.01,
  /** 99th percentile of scoring one text. */
  latencyMs: 50,
} as const
