import { ownPartOf } from '../../signals/media/picture-text.ts'
import { runChecks } from '../checks/run-checks.ts'
import { suspectsOfModel } from '../dataset/suspects-of-model.ts'
import { findTexts } from '../gates/find-texts.ts'
import type { GateEvidence } from '../gates/gate-evidence.ts'
import { lookAtRows } from '../gates/look-at-rows.ts'
import { runGates } from '../gates/run-gates.ts'
import type { CheckResult } from '../registry/check-result.ts'
import { openScorer } from '../train/open-scorer.ts'
import type { JudgeInput, Judgement } from './judge-types.ts'
import type { LearnHost } from './learn.ts'
import { trainTwice } from './train-twice.ts'

/** Gathers the evidence on a model that was learnt, and runs every gate and check on it. `proved`: of the learner itself. */
export async function judgeModel(
  host: LearnHost,
  { nowMs, input, output, search, facts, attempt, agreement, policyVersion }: JudgeInput,
  proved: () => Promise<readonly CheckResult[]>,
  progress: (share: number, doing: string) => void,
): Promise<Judgement> {
  const { rows } = input.dataset
  progress(0, 'looking for texts in its files')
  const learnt = rows.flatMap(({ split, text }) =>
    split === 'train' && text !== undefined ? [ownPartOf(text)] : [],
  )
  const traces = findTexts(Object.values(output.files), learnt)
  progress(0.2, 'training twice')
  const reproduced = await trainTwice(host, input)
  progress(0.6, 'checking the learner')
  const checks = await runChecks(input, output, search, await proved(), () => openMade(host, input, output))
  progress(0.9, 'running the gates')
  const { outOfFold } = output
  const evidence: GateEvidence = {
    ...{ nowMs, policyVersion, attempt, agreement, reproduced, traces },
    ...{
      bars: input.task.bars,
      manifest: output.manifest,
      dataset: facts,
      rows: lookAtRows(rows, facts.common?.bound),
    },
    ...{ evaluation: output.evaluation, certification: output.certification, scored: output.scored },
    outOfFold:
      outOfFold.rows.length === 0
        ? undefined
        : {
            scores: outOfFold.scores,
            violates: Uint8Array.from(outOfFold.rows, (row) => Number(rows[row]!.violates)),
          },
  }
  return { results: runGates(evidence), checks, suspects: suspectsOfModel(rows, outOfFold) }
}

/** The model as it is served: from the files that were made, and those that were given. */
function openMade(
  host: LearnHost,
  { learner }: JudgeInput['input'],
  { manifest, files }: JudgeInput['output'],
) {
  const made = Object.entries(files).map(([name, bytes]) => [name, { kind: 'here', bytes } as const] as const)
  const given = 'files' in learner ? learner.files : {}
  return openScorer(host, manifest, { ...given, ...Object.fromEntries(made) })
}
