import { useSyncExternalStore } from 'react'
import { STEP_NAMES, type StepName } from './tour-steps.ts'

const KEPT = 'haechi-tour'
const listeners = new Set<() => void>()

/** The step of the tour that is shown; undefined: it is not under way. Kept in this browser, so that it goes on after a reload. */
export function useTourStep(): StepName | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, readStep)
}

export function startTour(): void {
  showTourStep('home')
}

/** Undefined: the tour is over, and can be begun anew. */
export function showTourStep(step: StepName | undefined): void {
  if (step === undefined) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, step)
  for (const listener of listeners) listener()
}

function readStep(): StepName | undefined {
  const kept = localStorage.getItem(KEPT)
  return STEP_NAMES.find((name) => name === kept)
}
