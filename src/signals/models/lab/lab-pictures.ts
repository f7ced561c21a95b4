import type { JudgedEvent } from '../../../core/event.ts'
import type { Value } from '../../../core/value.ts'
import { NSFW_SHA256 } from '../../image/models/nsfw-model.ts'
import type { MediaFacts } from '../../media/media-facts.ts'
import { type MediaHost, type MediaId, NoSuchMedia } from '../../media/media-host.ts'
import { pictureTexts } from '../../media/picture-text.ts'
import { ModelFault } from '../model-fault.ts'
import { labValue } from './lab-value.ts'
import type { ServedModel } from './served-task.ts'

/** The facts of a file for a model of the lab. Rejects with a ModelFault when there are none. */
export async function factsOf(
  name: string,
  id: MediaId,
  media: Pick<MediaHost, 'facts'> | undefined,
  stop: AbortSignal,
): Promise<MediaFacts> {
  if (media === undefined) throw new ModelFault('failed', `Model "${name}" is not asked of files here`)
  try {
    return await media.facts(id, stop)
  } catch (fault) {
    if (fault instanceof NoSuchMedia)
      throw new ModelFault('failed', `Model "${name}" was given a file that is not there`)
    throw fault
  }
}

/** The pictures of a file as a model of the lab takes them. Throws a ModelFault when it was not looked at whole, or has none. */
export function pictureTextsOf(name: string, id: MediaId, facts: MediaFacts): readonly string[] {
  if (!facts.whole) throw new ModelFault('failed', `Model "${name}" did not see the whole file`)
  const texts = pictureTexts(id, facts, NSFW_SHA256).map(({ text }) => text)
  if (texts.length === 0) throw new ModelFault('failed', `Model "${name}" saw no picture of the file`)
  return texts
}

/** What rules read of a file: the scores of the picture that violates most; of scores that are no number, none. */
export function worstValue(
  model: Pick<ServedModel, 'id' | 'labels' | 'thresholds' | 'actsOn'>,
  texts: readonly string[],
  scores: readonly ArrayLike<number>[],
  event: JudgedEvent,
): Value {
  let worst = 0
  for (const [i, own] of scores.entries()) if (own[0]! > scores[worst]![0]!) worst = i
  return labValue(model, scores[worst]!, texts[worst]!, event)
}
