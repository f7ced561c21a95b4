import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import { serveTextModel } from '../src/signals/text-model/serve-text-model.ts'
import type { Bench } from './emit.ts'
import { EVASIONS } from './evasions.ts'
import { mulberry32 } from './random.ts'
import { textTasks } from './text-tasks.ts'

/** Tasks with one label that means that nothing is wrong, and the script of their words. */
const TASKS = [
  { name: 'curse', innocent: 'clean', script: 'ko' },
  { name: 'davidson', innocent: 'neither', script: 'en' },
] as const
const MOST_TEXTS = 500
const MOST_MISSED = 5

export const bench: Bench = {
  name: 'evaded',
  summary: 'text models: of the texts caught in clean form, how many are missed with every word disguised',
  async run(emit) {
    const tasks = new Map(textTasks().map((one) => [one.name, one.task]))
    for (const { name, innocent, script } of TASKS) {
      const task = tasks.get(name)
      if (!task) {
        console.error(`evaded: ${name} is left out: its data is not here`)
        continue
      }
      const { parts } = fitTextModel({ name, rows: task.train, multiLabel: task.multiLabel })
      const model = serveTextModel({ ...parts, version: '' })
      const scores = new Float32Array(model.labels.length)
      const isCaught = (text: string): boolean => {
        model.score(text, scores)
        return !model.decide(scores).includes(innocent)
      }
      const caught = task.dev
        .filter(({ text, labels }) => !labels.includes(innocent) && isCaught(text))
        .slice(0, MOST_TEXTS)
      for (const evasion of EVASIONS) {
        if (evasion.of !== script && evasion.of !== 'both') continue
        const random = mulberry32(20_261_126)
        const disguise = (word: string): string => evasion.disguise(word, random) ?? word
        let missed = 0
        for (const { text } of caught)
          if (!isCaught(text.replace(script === 'ko' ? /[가-힣]+/g : /[A-Za-z]+/g, disguise))) missed++
        const value = (100 * missed) / caught.length
        emit({
          ...{ bench: 'evaded', figure: `${name}, ${evasion.name}: missed of ${caught.length}`, value },
          ...{ unit: '%', reach: MOST_MISSED, holds: value <= MOST_MISSED, peer: null },
        })
      }
    }
  },
}
