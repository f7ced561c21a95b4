import type { JudgedEvent } from '../../../core/event.ts'
import { isMediaId, type MediaHost } from '../../media/media-host.ts'
import type { Signal } from '../../signal.ts'
import { factsOf, pictureTextsOf, worstValue } from './lab-pictures.ts'
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
  media?: Pick<MediaHost, 'facts' | 'known'>,
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
      const { raw } = item
      if (isMediaId(raw)) {
        const facts = media?.known(raw)
        if (facts === undefined || model.now === undefined) return undefined
        asked.set(event, model.id)
        const texts = pictureTextsOf(name, raw, facts)
        return worstValue(model, texts, texts.map(model.now), event)
      }
      if (model.now === undefined) return undefined
      asked.set(event, model.id)
      return labValue(model, model.now(item.raw), item.raw, event)
    },
    async evaluate(item, event, stop) {
      const model = pickServed(serving?.get(task), event)
      if (model === undefined) return NOBODY
      asked.set(event, model.id)
      const { raw } = item
      if (isMediaId(raw)) {
        const texts = pictureTextsOf(name, raw, await factsOf(name, raw, media, stop))
        const scores = await Promise.all(texts.map((text) => model.score(text, stop)))
        return worstValue(model, texts, scores, event)
      }
      return labValue(model, await model.score(item.raw, stop), item.raw, event)
    },
    recorded: {
      use: useOf,
      again: recordedValue,
      failedVersion: (event) => asked.get(event),
    },
  }
}
