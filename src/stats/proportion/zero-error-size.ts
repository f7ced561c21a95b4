/**
 * The fewest labels, all of them right, whose exact lower bound at error rate `alpha` reaches the bar (0 < bar < 1): 59, 299
 * and 2,995 for 95, 99 and 99.9 % at 5 %.
 */
export function zeroErrorSize(bar: number, alpha: number): number {
  const size = Math.log(alpha) / Math.log(bar)
  // bar ** 59 may come out a hair above alpha where it is alpha.
  return Math.ceil(size - 1e-9)
}
