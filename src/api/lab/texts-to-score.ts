import type { Task } from '../../lab/task.ts'
import { NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import { isMediaId, type MediaHost } from '../../signals/media/media-host.ts'
import { pictureTexts } from '../../signals/media/picture-text.ts'

/**
 * What models of a task score of what an event's feature says: the text; of a task of images a line for each picture of the file,
 * none where it is gone or was not seen whole, as then nothing is served either.
 */
export async function textsToScore(
  media: Pick<MediaHost, 'facts'> | undefined,
  { content }: Pick<Task, 'content'>,
  raw: string,
): Promise<readonly string[]> {
  if (content !== 'image') return [raw]
  if (media === undefined || !isMediaId(raw)) return []
  const facts = await media.facts(raw, AbortSignal.timeout(LONGEST_MS)).catch(() => undefined)
  return facts?.whole === true ? pictureTexts(raw, facts, NSFW_SHA256).map(({ text }) => text) : []
}

/** A file that takes longer to be looked at is passed over. */
const LONGEST_MS = 10_000
