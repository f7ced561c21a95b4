/**
 * Wealth of a gambler who bets, at several stakes at once, that gains are above 0 on average. Plain JSON: may be stored and
 * taken up again.
 */
export interface Bets {
  /** Each as a share of the largest that cannot lose everything. */
  readonly stakes: readonly number[]
  /** ln of the wealth at each stake. */
  readonly logs: readonly number[]
  readonly bets: number
}

/**
 * For many small gains and rare large losses, as when a good model is to be passed: the best stake is then anywhere between none
 * and all. The best is not known beforehand; the mean over ten has all of its wealth but a factor
 * of ten at most, and less with neighbours that do nearly as well.
 */
export const EVEN_STAKES: readonly number[] = Array.from({ length: 10 }, (_, k) => 0.1 + (0.88 * k) / 9)

/** For many small losses and rare large gains, as when a bad one is to be found: the best stake may be small. */
export const FALLING_STAKES: readonly number[] = Array.from(
  { length: 16 },
  (_, k) => 0.999 * Math.SQRT2 ** -k,
)

export function newBets(stakes: readonly number[]): Bets {
  return { stakes, logs: stakes.map(() => 0), bets: 0 }
}

/**
 * The wealth after a gain (a loss, when below 0) that was known to be at least -`worst`; `times`: so many alike in a row.
 *
 * If the gains are not above 0 on average, given what went before, the wealth ever reaches 1/a with chance at most a, whenever
 * one looks. Source: Waudby-Smith and Ramdas, Estimating Means of Bounded Random Variables by Betting (JRSS B 86, 2024); the mean
 * over fixed stakes in place of one guessed stake is Cover's universal portfolio (Mathematical Finance 1, 1991).
 */
export function placeBet({ stakes, logs, bets }: Bets, gain: number, worst: number, times = 1): Bets {
  if (gain < -worst * (1 + 1e-12))
    throw new RangeError(`A gain of ${gain} is below the worst that was promised, ${-worst}`)
  return {
    stakes,
    logs: logs.map((log, k) => log + times * Math.log1p((stakes[k]! / worst) * gain)),
    bets: bets + times,
  }
}

/** ln of the wealth: the evidence that gains are above 0 on average. */
export function logWealth({ logs }: Pick<Bets, 'logs'>): number {
  const best = Math.max(...logs)
  if (best === -Infinity || best === Infinity) return best
  let sum = 0
  for (const log of logs) sum += Math.exp(log - best)
  return best + Math.log(sum / logs.length)
}
