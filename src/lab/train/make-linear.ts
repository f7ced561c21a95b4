import { calibrateParts } from './calibrate-parts.ts'
import { CALIBRATION_FILE, writeCalibration } from './calibration-file.ts'
import { fitCalibration } from './fit-calibration.ts'
import { labelsToLearn } from './labels-to-learn.ts'
import type { LinearSettings } from './learner-asked.ts'
import { linearFiles, openLinear } from './linear-files.ts'
import { linearScorer } from './linear-scorer.ts'
import { logOdds } from './log-odds.ts'
import type { Made, MakeAsked } from './made.ts'
import { scoreViolates } from './scorer.ts'
import { trainLinear } from './train-linear.ts'

/** Trains the text learner and calibrates it: out of fold, and again on tune where that is better beyond chance. */
export async function makeLinear(asked: MakeAsked, settings: Partial<LinearSettings>): Promise<Made> {
  const { labels, left } = labelsToLearn(asked.train, asked.categories)
  const trained = trainLinear({ ...asked, labels, settings })
  const plain = linearScorer(openLinear(linearFiles(trained.parts)))
  const scores = await scoreViolates(
    plain,
    asked.tune.map(({ text }) => text ?? ''),
  )
  const calibration = fitCalibration(
    Float64Array.from(scores, logOdds),
    Uint8Array.from(asked.tune, ({ violates }) => Number(violates)),
    true,
  )
  const parts =
    calibration.method === 'out-of-fold' ? trained.parts : calibrateParts(trained.parts, calibration)
  const files = linearFiles(parts)
  return {
    scorer: linearScorer(openLinear(files)),
    files: { ...files, [CALIBRATION_FILE]: writeCalibration(calibration, false) },
    elsewhere: [],
    calibration,
    settings: { ...trained.settings },
    outOfFold: trained.outOfFold,
    points: trained.points,
    left,
  }
}
