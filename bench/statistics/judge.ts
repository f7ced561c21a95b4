import type { Measured, Promised } from './method.ts'

/** Standard errors of simulation by which a level may be missed. */
const ERRORS = 3

/** Whether a promise is kept, as far as the runs can tell. */
export function isKept(promise: Promised, nominal: number, { value, error, runs }: Measured): boolean {
  const own = error ?? Math.sqrt((nominal * (1 - nominal)) / runs)
  // Exact values have no error but that of their sums.
  const slack = ERRORS * own + 1e-9
  return promise === 'error' || promise === 'risk' ? value <= nominal + slack : value >= nominal - slack
}
