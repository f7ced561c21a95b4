import { BadGiven } from './given-files.ts'
import type { LearnerAsked } from './learner-asked.ts'
import type { Made, MakeAsked } from './made.ts'
import { makeLinear } from './make-linear.ts'
import type { ScorerHost } from './scorer-host.ts'
import { takeOnnx } from './take-onnx.ts'
import { trainHead } from './train-head.ts'
import { trainPictureHead } from './train-picture-head.ts'

/** Makes a model by the learner that is asked for. Rejects with BadGiven when a given file cannot be used. */
export async function makeModel(host: ScorerHost, learner: LearnerAsked, asked: MakeAsked): Promise<Made> {
  if (learner.kind === 'linear') return makeLinear(asked, learner.settings)
  if (learner.kind === 'pictures') return trainPictureHead(asked)
  const { openOnnx } = host
  if (openOnnx === undefined) throw new BadGiven('no ONNX model can be run here')
  const open: typeof openOnnx = async (load) => {
    try {
      return await openOnnx(load)
    } catch (fault) {
      throw new BadGiven(fault instanceof Error ? fault.message : String(fault), { cause: fault })
    }
  }
  return learner.kind === 'head'
    ? trainHead(open, learner.files, asked, learner.settings)
    : takeOnnx(open, learner.files, learner.harm, asked)
}
