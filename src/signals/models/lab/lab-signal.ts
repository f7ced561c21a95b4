import type { JudgedEvent } from '../../../core/event.ts'
import type { Signal } from '../../signal.ts'
import { labType } from './lab-type.ts'
import { labValue, recordedValue, useOf } from './lab-value.ts'
import { pickServed } from './pick-served.ts'
import type { Serving } from './served-task.ts'

/**
 * Whatever model serves a task as a signal. Which one it is, is looked up for each event, so that a swap holds from the
 * next event on; an event that is under way stays with the model it has asked.
 */
export function labSignal(
  {
    name,
    of,
    version,
    task,
    labels,
  }: {
    readonly name: string
    readonly of: string
    readonly version: string
    readonly task: string
    readonly labels: readonly string[]
  },
  serving: Serving | undefined,
): Signal {
  // Which model an event asked, for those that fail: the pointer may have moved meanwhile.
  const asked = new WeakMap<JudgedEvent, string>()
  const NOBODY = Object.freeze(recordedValue(undefined) as object) as ReturnType<typeof recordedValue>
  return {
    name: `model.${name}`,
    of,
    version,
    type: labType(name, labels),
    cost: 'dear',
    atOnce(item, event) {
      const model = pickServed(serving?.get(task), event)
      if (model === undefined) return NOBODY
      if (model.now === undefined) return undefined
      asked.set(event, model.id)
      return labValue(model, model.now(item.raw), item.raw, event)
    },
    async evaluate(item, event, stop) {
      const model = pickServed(serving?.get(task), event)
      if (model === undefined) return NOBODY
      asked.set(event, model.id)
      return labValue(model, await model.score(item.raw, stop), item.raw, event)
    },
    recorded: {
      use: useOf,
      again: recordedValue,
      failedVersion: (event) => asked.get(event),
    },
  }
}
