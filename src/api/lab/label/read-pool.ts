import type { DecisionId } from '../../../core/id.ts'
import type { LabData } from '../../../lab/dataset/ports.ts'
import type { Task } from '../../../lab/task.ts'
import type { Pack } from '../../../pack/pack.ts'
import { fileOfTask } from '../file-of-task.ts'
import { type LabMedia, pictureOfFile } from '../picture-of-file.ts'
import { textOfTask } from '../text-of-task.ts'
import type { LabelPool } from './ports.ts'

export interface PoolParts {
  readonly pool: LabelPool
  readonly labData: Pick<LabData, 'events'>
  readonly pack: Pack
  /** Files of players, for tasks of images; undefined: none are kept here. */
  readonly media: LabMedia | undefined
}

/** What a task reads of a decided event: a text, or the line of a picture. */
export interface PoolText {
  readonly id: DecisionId
  readonly text: string
}

/** Events looked at, the newest; a model of this project scores as many in a fraction of a second. */
const MOST_EVENTS = 5000
/** What is known of a file is read from the database, milliseconds each. */
const MOST_FILES = 1000
const PAGE = 1000
const FILES_AT_ONCE = 4

/**
 * Reads recent decided events that may be labelled. Of a task of images these are events of which a judgement would make a row: their
 * file is there, in no sealed bank, and has one picture.
 */
export async function readPool(parts: PoolParts, task: Task, sinceMs: number): Promise<PoolText[]> {
  const { pool, labData, pack, media } = parts
  const isImage = task.content === 'image'
  const ids = await pool.recent(sinceMs, isImage ? MOST_FILES : MOST_EVENTS)
  const read = textOfTask(pack, task)
  const file = fileOfTask(pack, task)
  const texts: PoolText[] = []
  for (let from = 0; from < ids.length; from += PAGE) {
    const some = ids.slice(from, from + PAGE)
    const events = await labData.events(some)
    if (!isImage) {
      for (const id of some) add(id, events.has(id) ? read(events.get(id)!) : undefined)
      continue
    }
    for (let at = 0; media !== undefined && at < some.length; at += FILES_AT_ONCE) {
      const few = some.slice(at, at + FILES_AT_ONCE)
      const pictures = await Promise.all(
        few.map((id) => {
          const named = events.has(id) ? file(events.get(id)!) : undefined
          return named === undefined ? undefined : pictureOfFile(media, named)
        }),
      )
      for (const [i, picture] of pictures.entries())
        add(few[i]!, typeof picture === 'object' ? picture.text : undefined)
    }
  }
  return texts

  function add(id: DecisionId, text: string | undefined): void {
    if (text !== undefined && text !== '') texts.push({ id, text })
  }
}
