/** What was found of one scenario; `runs` is Infinity where it was computed exactly. */
export interface Measured {
  /** Share of runs (coverage, error, power), or a mean over runs. */
  readonly value: number
  /** Standard error of a mean; of a share it follows from the nominal level. */
  readonly error?: number
  readonly runs: number
}

/** What a statistic promises: coverage and power at least, errors and risks at most, run lengths at least. */
export type Promised = 'coverage' | 'power' | 'run length' | 'error' | 'risk'

export interface MethodOptions<P, F> {
  readonly name: string
  /** What it is of, in a few words, for the page. */
  readonly what: string
  readonly source: string
  readonly promise: Promised
  /** The level promised in a scenario. */
  nominal(params: P): number
  /** Runs of the long proof; cheap ones 10,000. */
  readonly runs: number
  readonly scenarios: readonly P[]
  /** Held on average over scenarios, not in each: what is only shown, never decided by. */
  readonly onAverage?: boolean
  /** The function of src/stats. */
  readonly procedure: F
  /** What people do instead, which must be seen to fail. */
  readonly mutant: { readonly what: string; readonly procedure: F }
  measure(procedure: F, params: P, random: () => number, runs: number): Measured
}

export interface Scenario {
  readonly name: string
  readonly nominal: number
  measure(random: () => number, runs: number, of?: 'procedure' | 'mutant'): Measured
}

/** A statistic with its scenarios, its types closed over. */
export interface Method {
  readonly name: string
  readonly what: string
  readonly source: string
  readonly promise: Promised
  readonly runs: number
  readonly onAverage: boolean
  readonly mutant: string
  readonly scenarios: readonly Scenario[]
}

export function method<P extends object, F>(options: MethodOptions<P, F>): Method {
  const { name, what, source, promise, runs, mutant, procedure, onAverage = false } = options
  const scenarios = options.scenarios.map((params) => ({
    name: Object.entries(params)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
    nominal: options.nominal(params),
    measure: (random: () => number, times: number, of: 'procedure' | 'mutant' = 'procedure') =>
      options.measure(of === 'procedure' ? procedure : mutant.procedure, params, random, times),
  }))
  return { name, what, source, promise, runs, onAverage, mutant: mutant.what, scenarios }
}

/** All combinations of values: `grid({ n: [1, 2], p: [0, 1] })` is four. */
export function grid<P extends object>(axes: { readonly [K in keyof P]: readonly P[K][] }): P[] {
  let combinations: Partial<P>[] = [{}]
  for (const key of Object.keys(axes) as (keyof P)[])
    combinations = combinations.flatMap((one) => axes[key].map((value) => ({ ...one, [key]: value })))
  return combinations as P[]
}
