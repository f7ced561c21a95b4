/** z of a two-sided 95 % interval. */
const Z = 1.959963984540054

/**
 * The 95 % score interval of a share that was seen in a sample of size `of`, which need not be a whole number (E. B.
 * Wilson, Journal of the American Statistical Association 22, 1927). Both ends are NaN when `of` is 0.
 */
export function scoreInterval(share: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: Number.NaN, high: Number.NaN }
  const z2 = Z * Z
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (Z / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
