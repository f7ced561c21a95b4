import type { LearnerAsked } from './learner-asked.ts'
import type { Made, MakeAsked } from './made.ts'
import { makeLinear } from './make-linear.ts'
import type { ScorerHost } from './open-scorer.ts'

/** Makes a model by the learner that is asked for. Rejects with an error for people when a given file cannot be used. */
export function makeModel(_host: ScorerHost, learner: LearnerAsked, asked: MakeAsked): Promise<Made> {
  switch (learner.kind) {
    case 'linear':
      return makeLinear(asked, learner.settings)
    case 'head':
    case 'onnx':
      return Promise.reject(new Error('not yet'))
  }
}
