import type { Method } from './method.ts'
import { agreement } from './methods/agreement.ts'
import { calibration } from './methods/calibration.ts'
import { paired } from './methods/paired.ts'
import { prevalences } from './methods/prevalences.ts'
import { probations } from './methods/probations.ts'
import { ranking } from './methods/ranking.ts'
import { shares } from './methods/shares.ts'
import { thresholds } from './methods/thresholds.ts'
import { watching } from './methods/watching.ts'

/** Every interval and test of src/stats, with the scenarios it is held to. */
export const METHODS: readonly Method[] = [
  ...[...shares, ...paired, ...ranking, ...agreement, ...calibration],
  ...[...thresholds, ...prevalences, ...probations, ...watching],
]
