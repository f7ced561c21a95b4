import type { Event } from '../../core/event.ts'
import type { Task } from '../../lab/task.ts'
import type { Pack } from '../../pack/pack.ts'
import type { MediaId } from '../../signals/media/media-host.ts'
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
    const files = mediaNamed(pack, event)
    // What a player writes may look like the name of a file, and is none.
    if (isSaid) return files.find(({ id }) => id === read(event))?.id
    return task.on?.includes(event.type) === false ? undefined : files[0]?.id
  }
}
