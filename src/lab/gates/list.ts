import { baselineGate } from './baseline-gate.ts'
import { calibrationGate } from './calibration-gate.ts'
import { costGate } from './cost-gate.ts'
import type { Gate } from './gate-evidence.ts'
import { inclusionGate } from './inclusion-gate.ts'
import { incumbentGate } from './incumbent-gate.ts'
import { labelsGate } from './labels-gate.ts'
import { latencyGate } from './latency-gate.ts'
import { leaksGate } from './leaks-gate.ts'
import { numericsGate } from './numerics-gate.ts'
import { policyVersionGate } from './policy-version-gate.ts'
import { precisionForGoodGate, precisionGate } from './precision-gate.ts'
import { privacyGate } from './privacy-gate.ts'
import { recallGate } from './recall-gate.ts'
import { reproducibleGate } from './reproducible-gate.ts'
import { robustnessGate } from './robustness-gate.ts'
import { schemaGate } from './schema-gate.ts'
import { slicesGate } from './slices-gate.ts'
import { stalenessGate } from './staleness-gate.ts'
import { suitesGate } from './suites-gate.ts'

/** Every gate, those of the lowest step first. */
export const GATES: readonly Gate[] = [
  ...[schemaGate, leaksGate, labelsGate, policyVersionGate, reproducibleGate, numericsGate],
  ...[latencyGate, costGate, privacyGate, stalenessGate, baselineGate],
  ...[recallGate, calibrationGate, incumbentGate],
  ...[precisionGate, slicesGate, suitesGate, inclusionGate, robustnessGate],
  precisionForGoodGate,
]
