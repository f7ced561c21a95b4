const UNITS = [
  ['days', 86_400_000],
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1000],
] as const

/** A length of time in the largest unit in which it is whole: 365 days, 90 minutes. */
export function lengthIn(ms: number): { readonly unit: (typeof UNITS)[number][0]; readonly count: number } {
  const [unit, length] = UNITS.find(([, length]) => ms >= length && ms % length === 0) ?? UNITS[3]
  return { unit, count: Math.round(ms / length) }
}
