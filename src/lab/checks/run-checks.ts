import { gatesHash } from '../gates/gates-hash.ts'
import type { CheckResult } from '../registry/check-result.ts'
import type { LearnInput, LearnOutput } from '../run/learn-types.ts'
import type { SettingsSearch } from '../run/search-settings.ts'
import { openLinear } from '../train/linear-files.ts'
import type { Scorer } from '../train/scorer.ts'
import { ablateBlocks } from './ablate-blocks.ts'
import { leaveOutWords } from './leave-out-words.ts'

/** Rows that blocks of features are taken out on. */
const MOST_ABLATED = 2000

/** What the service proves of a model while it makes it; `learner`: what was proved without its data; `open`: the model as it is served. */
export async function runChecks(
  input: LearnInput,
  output: LearnOutput,
  search: SettingsSearch | undefined,
  learner: readonly CheckResult[],
  open: () => Promise<Scorer>,
): Promise<readonly CheckResult[]> {
  const isLinear = output.manifest.learner === 'linear'
  const own = isLinear
    ? [searched(search), await ablation(input, output), explained(input, output)]
    : input.learner.kind === 'pictures'
      ? PICTURES
      : [...NOT_LINEAR, await explainedByWords(input, output, open)]
  return [
    specCheck(input, output),
    ...own,
    ...(isLinear ? learner : learner.filter(({ check }) => !SPARED.has(check)).concat(SPARED_RESULTS)),
  ]
}

const SPARED = new Set(['new-feature', 'golden-vectors'])
const SPARED_RESULTS: readonly CheckResult[] = [
  {
    check: 'new-feature',
    verdict: 'not-applicable',
    says: 'the model was given: it has no features of ours',
  },
  {
    check: 'golden-vectors',
    verdict: 'not-applicable',
    says: 'the model was given: it has no features of ours',
  },
]
const NOT_LINEAR: readonly CheckResult[] = [
  {
    check: 'ablation',
    verdict: 'not-applicable',
    says: 'the model was given: it has no blocks of features of ours',
  },
  { check: 'hyperparameters', verdict: 'not-applicable', says: 'the model was given as it is' },
]

const PICTURES: readonly CheckResult[] = [
  {
    check: 'hyperparameters',
    verdict: 'pass',
    says: 'the penalty with the least loss on tune rows was taken of four; the learning curve has each',
  },
  {
    check: 'ablation',
    verdict: 'not-applicable',
    says: 'does not apply to images: the embedding is of one frozen model',
  },
  {
    check: 'explain',
    verdict: 'not-applicable',
    says: 'does not apply to images: a decision names the picture, and no place in it',
  },
]

function specCheck({ task, suites }: LearnInput, { manifest }: LearnOutput): CheckResult {
  const isSame = gatesHash(task, suites) === manifest.gates
  const says = isSame
    ? `bars, costs and gates of ${task.name} are data, and their hash is in the manifest`
    : 'the manifest has other bars than the task'
  return { check: 'spec', verdict: isSame ? 'pass' : 'fail', says }
}

function searched(search: SettingsSearch | undefined): CheckResult {
  if (search === undefined)
    return { check: 'hyperparameters', verdict: 'fail', says: 'no settings were tried: too few rows' }
  const tried = search.tried.map(({ cost, averagePrecision }) => `${cost}: ${averagePrecision.toFixed(3)}`)
  return {
    check: 'hyperparameters',
    verdict: 'pass',
    says: `cost ${search.chosen.cost ?? search.tried[0]!.cost} of ${tried.join(', ')} (average precision on tune, learnt from ${search.rows} rows)`,
  }
}

/** No block does harm; those that cannot be shown to help are named. */
async function ablation({ dataset, seed }: LearnInput, { files, scored }: LearnOutput): Promise<CheckResult> {
  const { tune } = scored
  const some = {
    rows: tune.rows.subarray(0, MOST_ABLATED),
    violates: tune.violates.subarray(0, MOST_ABLATED),
    scores: tune.scores.subarray(0, MOST_ABLATED),
    groups: tune.groups.subarray(0, MOST_ABLATED),
  }
  const texts = Array.from(some.rows, (row) => dataset.rows[row]!.text ?? '')
  const gains = await ablateBlocks(files, texts, some, seed)
  const told = gains.flatMap(({ block, gain }) => (gain === undefined ? [] : [{ block, gain }]))
  const harms = told.filter(({ gain }) => gain.high < 0)
  const says = told.map(
    ({ block, gain }) =>
      `${block} ${gain.value >= 0 ? '+' : ''}${gain.value.toFixed(3)} (${gain.low.toFixed(3)} to ${gain.high.toFixed(3)})`,
  )
  return {
    check: 'ablation',
    verdict: told.length > 0 && harms.length === 0 ? 'pass' : 'fail',
    says: `average precision with each block less without: ${says.join(', ')}`,
  }
}

/** The violating row of tune that it is surest of, as places that moved the score; the text itself is not told. */
function explained({ dataset }: LearnInput, { files, scored, id }: LearnOutput): CheckResult {
  const surest = surestOf(scored.tune)
  if (surest === undefined) return NOTHING_TO_EXPLAIN
  const reasons = openLinear(files).explain(dataset.rows[surest.row]!.text ?? '', 0)
  return {
    check: 'explain',
    verdict: reasons.length > 0 ? 'pass' : 'fail',
    says: `row ${surest.row + 1} scores ${surest.score.toFixed(3)} by ${reasons.length} places of its text (${id})`,
  }
}

/** The same of a model that gives no reasons: by leaving out its words. */
async function explainedByWords(
  { dataset }: LearnInput,
  { scored, id }: LearnOutput,
  open: () => Promise<Scorer>,
): Promise<CheckResult> {
  const surest = surestOf(scored.tune)
  if (surest === undefined) return NOTHING_TO_EXPLAIN
  const reasons = await leaveOutWords(await open(), dataset.rows[surest.row]!.text ?? '')
  const moving = reasons.filter(({ gain }) => gain > 0)
  return {
    check: 'explain',
    verdict: moving.length > 0 ? 'pass' : 'fail',
    says: `row ${surest.row + 1} scores ${surest.score.toFixed(3)}; without one word less by ${moving.length} of its ${reasons.length} words, at most by ${(moving[0]?.gain ?? 0).toFixed(3)} (${id})`,
  }
}

const NOTHING_TO_EXPLAIN: CheckResult = {
  ...{ check: 'explain', verdict: 'fail', says: 'no violating row to explain' },
}

function surestOf({ rows, scores, violates }: LearnOutput['scored']['tune']) {
  let best = -1
  for (let i = 0; i < rows.length; i++)
    if (violates[i] === 1 && (best < 0 || scores[i]! > scores[best]!)) best = i
  return best < 0 ? undefined : { row: rows[best]!, score: scores[best]! }
}
