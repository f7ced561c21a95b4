import { useSyncExternalStore } from 'react'

const KEPT = 'haechi-tour'
const listeners = new Set<() => void>()

/** The step of the tour that is shown; undefined: it is not under way. Kept in this browser, so that it goes on after a reload. */
export function useTourStep(): number | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, readStep)
}

export function startTour(): void {
  showTourStep(0)
}

/** Undefined: the tour is over, and can be begun anew. */
export function showTourStep(step: number | undefined): void {
  if (step === undefined) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, String(step))
  for (const listener of listeners) listener()
}

function readStep(): number | undefined {
  const kept = localStorage.getItem(KEPT)
  return kept !== null && /^\d{1,2}$/.test(kept) ? Number(kept) : undefined
}
