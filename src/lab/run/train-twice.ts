import { createHash } from 'node:crypto'
import type { Reproduced } from '../gates/gate-evidence.ts'
import { makeModel } from '../train/make-model.ts'
import type { LearnHost } from './learn.ts'
import type { LearnInput } from './learn-types.ts'

/** Rows of train, and of tune, that a model is trained on twice: enough for every branch, and not as long as all. */
const MOST = { train: 3000, tune: 1000 } as const
/** A head on pictures has no branch that hangs on how many rows there are, and takes longer for each. */
const MOST_PICTURES = { train: 800, tune: 300 } as const

/** Trains on the first rows twice, and hashes what comes of it. A model that is given is calibrated twice. */
export async function trainTwice(host: LearnHost, input: LearnInput): Promise<Reproduced> {
  const rows = input.dataset.rows.filter(({ text }) => text !== undefined)
  const most = input.learner.kind === 'pictures' ? MOST_PICTURES : MOST
  const first = (split: 'train' | 'tune') => rows.filter((row) => row.split === split).slice(0, most[split])
  const [train, tune] = [first('train'), first('tune')]
  const once = async () => {
    const { files } = await makeModel(host, input.learner, {
      ...{ name: input.task.name, train, tune, categories: input.categories, seed: input.seed },
      checkpoint: undefined,
      ...{ onProgress: () => {}, onPoint: () => {}, onCheckpoint: () => {} },
    })
    const hash = createHash('sha256')
    for (const name of Object.keys(files).sort()) hash.update(`${name} `).update(files[name]!)
    return hash.digest('hex')
  }
  return { rows: train.length, first: await once(), second: await once() }
}
