import { estimate, HONEST } from './evidence.fixture.ts'
import type { GateVerdict } from './gate.ts'
import type { GateEvidence } from './gate-evidence.ts'
import type { GateName } from './required-gates.ts'

/** A model made for a gate: what is wrong with it, what the gate must say, and the evidence of an honest one but for that. */
export type GateMutant = readonly [
  gate: GateName,
  what: string,
  verdict: GateVerdict,
  change: Partial<GateEvidence>,
]

const { evaluation, certification } = HONEST
const measured = (part: Partial<GateEvidence['evaluation']>): Partial<GateEvidence> => ({
  evaluation: { ...evaluation, ...part },
})
const [suite] = evaluation.suites
const [slice] = evaluation.slices
const [act] = [certification.act]
const free = suite!.functionalities.find(({ mustPass }) => !mustPass)

/** Those made for the gates of acting. */
export const ACTING_MUTANTS: readonly GateMutant[] = [
  [
    'precision',
    'not certified',
    'inconclusive',
    { certification: { ...certification, act: { ...act, threshold: undefined, labelsNeeded: 800 } } },
  ],
  [
    'precision',
    'below the bar on tune',
    'fail',
    { certification: { ...certification, act: { ...act, threshold: undefined, tunePrecision: 0.7 } } },
  ],
  [
    'precision',
    'acts below its certificate',
    'fail',
    { manifest: { ...HONEST.manifest, thresholds: { ...HONEST.manifest.thresholds, act: 0.6 } } },
  ],
  ['precision', 'tried a hundred times', 'fail', { attempt: { number: 100, alpha: 3e-6, isRepeat: false } }],
  [
    'slices',
    'collapsed on one',
    'fail',
    measured({
      slices: [
        ...evaluation.slices,
        { ...slice!, by: 'language', value: 'ko', precision: estimate(0.5, 0.4, 0.6) },
      ],
    }),
  ],
  [
    'slices',
    'blind on one',
    'fail',
    measured({
      slices: [
        ...evaluation.slices,
        { ...slice!, by: 'language', value: 'ko', recall: estimate(0.1, 0.05, 0.2) },
      ],
    }),
  ],
  [
    'slices',
    'nowhere enough labels',
    'inconclusive',
    measured({ slices: evaluation.slices.map((one) => ({ ...one, enough: false })) }),
  ],
  [
    'suites',
    'wrong where it must be right',
    'fail',
    measured({
      suites: [
        {
          ...suite!,
          functionalities: suite!.functionalities.map((one) => ({ ...one, right: estimate(0.9) })),
        },
      ],
    }),
  ],
  ['suites', 'half of HateCheck', 'fail', measured({ suites: [{ ...suite!, macro: 0.57 }] })],
  ['suites', 'no suite', 'inconclusive', measured({ suites: [] })],
  [
    'suites',
    'four of ten of one functionality',
    'fail',
    measured({ suites: [{ ...suite!, functionalities: [{ ...free!, right: estimate(0.4) }] }] }),
  ],
  [
    'suites',
    'worse than the incumbent',
    'fail',
    measured({ suites: [{ ...suite!, againstIncumbent: { onlyThis: 1, onlyOther: 15, p: 0.001 } }] }),
  ],
  [
    'inclusion',
    'a name flips it',
    'fail',
    measured({ identitySwap: { ...evaluation.identitySwap!, flips: estimate(0.4, 0.3, 0.5) } }),
  ],
  [
    'inclusion',
    'scores hang on the group',
    'fail',
    measured({ identitySwap: { ...evaluation.identitySwap!, meanGap: 0.3, meanGapHigh: 0.32 } }),
  ],
  [
    'inclusion',
    'perhaps one answer in ten',
    'inconclusive',
    measured({ identitySwap: { ...evaluation.identitySwap!, flips: estimate(0.08) } }),
  ],
  [
    'inclusion',
    'too few sentences',
    'inconclusive',
    measured({ identitySwap: { ...evaluation.identitySwap!, templates: 20 } }),
  ],
  [
    'robustness',
    'blind to homoglyphs',
    'fail',
    measured({
      robustness: evaluation.robustness.with(4, {
        transform: 'homoglyph',
        canBeRead: true,
        found: 140,
        hidden: 30,
        evasion: estimate(0.2),
        acted: { found: 120, lost: 20 },
      }),
    }),
  ],
  [
    'robustness',
    'too few found to tell',
    'inconclusive',
    measured({ robustness: evaluation.robustness.map((one) => ({ ...one, found: 20, hidden: 0 })) }),
  ],
  [
    'robustness',
    'hardly any disguise tried',
    'inconclusive',
    measured({ robustness: evaluation.robustness.slice(0, 5) }),
  ],
  [
    'precision-for-good',
    'not certified',
    'inconclusive',
    {
      certification: { ...certification, actForGood: { ...certification.actForGood, threshold: undefined } },
    },
  ],
  [
    'precision-for-good',
    'acts below its certificate',
    'fail',
    { manifest: { ...HONEST.manifest, thresholds: { ...HONEST.manifest.thresholds, actForGood: 0.9 } } },
  ],
]
