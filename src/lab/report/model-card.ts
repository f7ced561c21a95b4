import { percent } from '../../page/charts.ts'
import { NOT_STATED, originOf } from '../dataset/origin-of.ts'
import type { ModelEvaluation } from '../evaluate/evaluation.ts'
import type { ModelReport } from './model-report.ts'
import { figureText, LEARNERS, shareText, thresholdText, USES } from './words.ts'

/**
 * The card of a model as Markdown, written by the system (after M. Mitchell et al., Model Cards for Model Reporting, 2019). It
 * holds no text of the data and no date: the same report gives the same card.
 */
export function modelCard(report: ModelReport): string {
  const { manifest, evaluation } = report
  return [
    `# ${manifest.task}: ${evaluation.model}`,
    ...whatItIs(report),
    ...intendedUse(report),
    ...dataPart(report),
    ...figuresPart(evaluation),
    ...slicesPart(evaluation),
    ...behaviourPart(evaluation),
    ...limitsPart(report),
    ...gatesPart(report),
    ...scorePart(report),
    ...makingPart(report),
    '',
  ].join('\n')
}

/** Names of labels, files and columns are other people's words: they make no link, no HTML and no line of their own. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*<>[\]|]/g, '\\$&')
const line = (...cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  '',
  line(...head),
  line(...head.map(() => '---')),
  ...rows.map((row) => line(...row)),
]

function whatItIs({ manifest }: ModelReport): string[] {
  const { review, act, actForGood } = manifest.thresholds
  return [
    '',
    `It says how likely a text violates (${plain(manifest.labels.join(', '))}): ${LEARNERS[manifest.learner]}. Scores are calibrated.`,
    ...table(
      ['use', 'threshold'],
      [
        [USES.review, thresholdText(review)],
        [USES.act, thresholdText(act)],
        [USES.actForGood, thresholdText(actForGood)],
      ],
    ),
  ]
}

function intendedUse({ manifest }: ModelReport): string[] {
  const act = manifest.thresholds.act !== undefined
  return [
    '',
    '## Use',
    '',
    `Intended: to rank texts of the task \`${manifest.task}\` for review${act ? ', and to act from its certified threshold on, as far as its authority goes' : ''}. Not intended: other tasks, languages or people than those of its data; decisions about persons rather than texts; acting below a certified threshold.`,
  ]
}

function dataPart({ manifest, dataset }: ModelReport): string[] {
  const { licence = NOT_STATED, source = NOT_STATED } = originOf(dataset ?? { files: [] })
  const head = [
    ...['', '## Data', ''],
    `Dataset \`${manifest.dataset}\`. Licence: ${plain(licence)}. Source: ${plain(source)}.`,
  ]
  if (dataset === undefined) return head
  return [
    ...head,
    ...table(
      ['split', 'rows', 'violating'],
      Object.entries(dataset.bySplit).map(([split, { rows, violating }]) => [
        split,
        String(rows),
        String(violating),
      ]),
    ),
    '',
    `${dataset.clusters} clusters of near-duplicates, ${dataset.duplicates} duplicates, ${dataset.contradictions} contradictions, ${dataset.erased} erased. Splits part no clusters${dataset.common === undefined ? ', and no accounts' : `, and accounts only by texts that more than ${dataset.common.bound} of them say`}.`,
    ...dataset.warnings.map((warning) => `- ${plain(warning)}`),
  ]
}

function figuresPart(evaluation: ModelEvaluation): string[] {
  const { labels, operating, rivals, calibration, latency, rows, violating, groups } = evaluation
  return [
    '',
    '## How it does',
    '',
    `On ${rows} tune rows (${violating} violate, ${groups} independent groups), from which only calibration and thresholds were learnt. Intervals are 95 %, over groups.`,
    ...table(
      ['label', 'with it', 'AUC', 'average precision', 'best F1'],
      labels.map((one) => [
        one.label,
        String(one.positives),
        figureText(one.auc),
        figureText(one.averagePrecision),
        one.bestF1.toFixed(3),
      ]),
    ),
    ...table(
      ['use', 'from', 'precision', 'recall', 'fine rows taken'],
      operating.map((one) => [
        USES[one.use],
        one.threshold.toFixed(4),
        shareText(one.precision),
        shareText(one.recall),
        shareText(one.falsePositiveRate),
      ]),
    ),
    ...table(
      ['beside', 'its average precision', 'this one has more by'],
      rivals.map((one) => [
        one.kind === 'word-list' ? 'a word list' : `the incumbent ${one.model}`,
        figureText(one.averagePrecision),
        figureText(one.gain),
      ]),
    ),
    '',
    `Calibration error, squared and debiased: ${figureText(calibration.squaredError)}. One text takes ${latency.p50Ms.toFixed(3)} ms at the median${latency.p99BoundMs === undefined ? '' : `, at most ${latency.p99BoundMs.toFixed(3)} ms at the 99th percentile (95 % confidence)`}.`,
  ]
}

function slicesPart({ slices }: ModelEvaluation): string[] {
  return [
    '',
    '## Slices',
    ...table(
      ['slice', 'rows', 'violating', 'precision', 'recall', ''],
      slices.map((one) => [
        `${one.by}: ${one.value}`,
        String(one.rows),
        String(one.violating),
        shareText(one.precision),
        shareText(one.recall),
        one.enough ? '' : 'too few labels: review only',
      ]),
    ),
  ]
}

function behaviourPart({ suites, identitySwap, robustness }: ModelEvaluation): string[] {
  return [
    '',
    '## Behaviour and disguises',
    ...table(
      ['suite', 'cases', 'right', 'mean over functionalities'],
      suites.map((one) => [one.suite, String(one.cases), shareText(one.right), percent(one.macro)]),
    ),
    ...(identitySwap === undefined
      ? []
      : [
          '',
          `Scores of one sentence about different groups of people lie ${identitySwap.meanGap.toFixed(3)} apart on average.`,
        ]),
    ...table(
      ['disguise', 'found without it', 'hidden', 'at most'],
      robustness
        .filter(({ found }) => found > 0)
        .map((one) => [
          one.canBeRead ? one.transform : `${one.transform} (takes letters away: no bar)`,
          String(one.found),
          percent(one.evasion.value),
          percent(one.evasion.high),
        ]),
    ),
  ]
}

function limitsPart({ manifest, evaluation }: ModelReport): string[] {
  const few = evaluation.slices.filter(({ enough }) => !enough)
  const weak = evaluation.robustness.filter(({ found, evasion }) => found > 0 && evasion.value > 0.05)
  const unsound = evaluation.numerics.filter(({ ok }) => !ok)
  return [
    '',
    '## Limits',
    '',
    '- Guarantees are for texts like those of the data, with labels as its reviewers give them. People who want to evade it change their texts afterwards.',
    ...(manifest.learner === 'linear'
      ? [
          '- It reads words and their neighbours, not intent: quoted, reclaimed and reported abuse looks like abuse to it.',
        ]
      : []),
    ...(few.length === 0
      ? []
      : [`- Too few labels to say anything of: ${plain(few.map(nameOf).join(', '))}.`]),
    ...(weak.length === 0
      ? []
      : [`- Disguises that hide more than 5 %: ${weak.map(({ transform }) => transform).join(', ')}.`]),
    ...(unsound.length === 0 ? [] : [`- Unsound on: ${unsound.map(({ name }) => name).join(', ')}.`]),
    ...evaluation.notes.map((note) => `- ${plain(note)}`),
  ]
}

const nameOf = ({ by, value }: { by: string; value: string }) => `${by} ${value}`

function gatesPart({ gates }: ModelReport): string[] {
  if (gates.length === 0) return []
  return [
    '',
    '## Gates',
    ...table(
      ['gate', 'verdict', 'for', 'evidence'],
      gates.map((one) => [one.gate, one.verdict, one.for, one.says]),
    ),
  ]
}

function scorePart({ mlTestScore: score }: ModelReport): string[] {
  if (score === undefined) return []
  const sections = Object.entries(score.sections).map(([section, points]) => [section, `${points} of 7`])
  return ['', `## ML Test Score: ${score.score} of 7`, ...table(['section', 'points'], sections)]
}

function makingPart({ manifest }: ModelReport): string[] {
  const { seed, code, lockfile, policyVersion, gates, calibrator, settings, files } = manifest
  return [
    '',
    '## Making',
    '',
    `- seed ${seed}; code \`${code}\`; lockfile \`${lockfile}\`; gates \`${gates}\`; calibrator \`${calibrator}\``,
    `- policies: ${policyVersion === '' ? 'none named' : plain(policyVersion)}`,
    ...Object.entries(settings).map(([name, value]) => `- ${name}: ${plain(String(value))}`),
    ...table(
      ['file', 'bytes', 'SHA-256'],
      files.map((file) => [file.name, String(file.size), file.sha256]),
    ),
  ]
}
