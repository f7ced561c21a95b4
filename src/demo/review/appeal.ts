import type { Random } from '../random.ts'

/** How often somebody who was punished appeals. */
export interface AppealRates {
  readonly wrongly: number
  readonly rightly: number
}

export const APPEAL_RATES: AppealRates = { wrongly: 0.4, rightly: 0.05 }

/** Whether the author of what was judged to violate appeals. */
export function appeals(random: Random, isInnocent: boolean, rates: AppealRates = APPEAL_RATES): boolean {
  return random.chance(isInnocent ? rates.wrongly : rates.rightly)
}
