import type { AsideEffects } from './ports.ts'

/** What an operator should know of effects that were put aside: how many of what, why, and the way out. */
export function asideNotes(aside: readonly AsideEffects[]): string[] {
  if (aside.length === 0) return []
  const kinds = aside.map(({ kind, fault, count }) => `${count} ${kind} (${fault})`).join(', ')
  return [
    `Effects of decisions could not be carried out and were put aside: ${kinds}. When the cause is mended: haechi delivery aside --retry`,
  ]
}
