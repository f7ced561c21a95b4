import type { Evaluation, Share } from './evaluate.ts'
import type { FitSettings } from './fit-defaults.ts'

/** What a model card says beside the figures. */
export interface CardFacts {
  readonly name: string
  readonly files: readonly {
    readonly name: string
    readonly sha256: string
    readonly rows: number
    readonly bad: number
  }[]
  readonly licence: string | undefined
  readonly attribution: readonly string[]
  readonly note: string | undefined
  readonly multiLabel: boolean
  readonly features: number
  readonly settings: FitSettings
}

/**
 * The card of a model as Markdown (after M. Mitchell et al., Model Cards for Model Reporting, 2019). It holds no date
 * and no text of the data: the same training gives the same card.
 */
export function modelCard(facts: CardFacts, evaluation: Evaluation): string {
  const { name, files, licence, attribution, note, multiLabel, features, settings } = facts
  const { rows, macroF1, microF1, accuracy, lrap, calibrationError, labels } = evaluation
  return [
    `# ${name}`,
    '',
    `A linear model over hashed n-grams of characters, words and jamo: ${features} features, ${labels.length} labels, ${multiLabel ? 'several a text' : 'one a text'}. Made by \`haechi text fit\`.`,
    ...(note === undefined ? [] : ['', note]),
    '',
    '## Data',
    '',
    '| file | rows | left out | SHA-256 |',
    '|---|---|---|---|',
    ...files.map((file) => `| ${cell(file.name)} | ${file.rows} | ${file.bad} | \`${file.sha256}\` |`),
    '',
    `Licence: ${licence ?? 'not stated'}.`,
    ...attribution.map((line) => `- ${line}`),
    '',
    '## How it does',
    '',
    `Out of fold: each of ${rows} texts was scored by a model that had not seen it (${settings.folds} parts). Thresholds were chosen on the same scores, so that new texts may come out a little worse. Intervals are 95 % (Wilson).`,
    '',
    '| figure | value |',
    '|---|---|',
    `| macro-F1 | ${percent(macroF1)} |`,
    `| micro-F1 | ${percent(microF1)} |`,
    `| all labels right | ${shareOf(accuracy)} |`,
    ...(lrap === null ? [] : [`| label-ranking average precision | ${percent(lrap)} |`]),
    `| calibration error | ${percent(calibrationError)} |`,
    '',
    '| label | texts | precision | recall | F1 |',
    '|---|---|---|---|---|',
    ...labels.map(
      (one) =>
        `| ${cell(one.label)} | ${one.rows} | ${shareOf(one.precision)} | ${shareOf(one.recall)} | ${percent(one.f1)} |`,
    ),
    '',
    '## Use',
    '',
    'It knows the language, the people and the time of its data, and no more. It reads words, not intent: quoted, reclaimed and reported abuse looks like abuse to it. Let it rank a queue, or hold for review, before it blocks anything alone; measure it on your own texts with `haechi text eval`.',
    '',
    '## Settings',
    '',
    ...Object.entries(settings).map(([key, value]) => `- ${key}: ${value}`),
    '',
  ].join('\n')
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
}

function shareOf(share: Share | null): string {
  return share === null ? '–' : `${percent(share.value)} (${percent(share.low)}–${percent(share.high)})`
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`
}
