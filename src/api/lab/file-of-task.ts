import type { Event } from '../../core/event.ts'
import type { Task } from '../../lab/task.ts'
import type { Pack } from '../../pack/pack.ts'
import { isMediaId, type MediaId } from '../../signals/media/media-host.ts'
import { mediaNamed } from '../media/media-named.ts'
import { modelsOfTask, textOfTask } from './text-of-task.ts'

/**
 * The file of an event that a task of images is about: by the feature that the pack's model of the task reads, or the task itself
 * names; where neither says, the first file that the event names. Undefined: there is none.
 */
export function fileOfTask(
  pack: Pack,
  task: Pick<Task, 'name' | 'of' | 'on'>,
): (event: Pick<Event, 'type' | 'data'>) => MediaId | undefined {
  const read = textOfTask(pack, task)
  const isSaid = task.of !== 'content' || modelsOfTask(pack, task.name).length > 0
  return (event) => {
    const named = read(event)
    if (named !== undefined && isMediaId(named)) return named
    if (isSaid || task.on?.includes(event.type) === false) return undefined
    return mediaNamed(pack, event)[0]?.id
  }
}
