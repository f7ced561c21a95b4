import type { Event } from '../../core/event.ts'
import type { Task } from '../../lab/task.ts'
import type { Pack } from '../../pack/pack.ts'
import type { LabOptions } from '../../signals/models/lab/lab-options.ts'

/**
 * What a task's models read of an event: as the pack's model of the task says it, which is how they are served, else as
 * the task itself does. Undefined: they do not read it.
 */
export function textOfTask(
  pack: Pack,
  task: Pick<Task, 'name' | 'of' | 'on'>,
): (event: Pick<Event, 'type' | 'data'>) => string | undefined {
  const bound = [...pack.signals.values()].filter(
    ({ kind, options }) => kind === 'lab' && (options as LabOptions).task === task.name,
  )
  const readers = bound.length > 0 ? bound : [task]
  return ({ type, data }) => {
    const eventType = pack.eventTypes.get(type)
    if (eventType === undefined) return undefined
    for (const { of, on } of readers) {
      if (on?.includes(type) === false) continue
      const feature = of === 'content' ? eventType.content : of
      const text = feature === undefined ? undefined : data[feature]
      if (typeof text === 'string') return text
    }
    return undefined
  }
}

/** The names under which the pack's rules read a task's model. */
export function modelsOfTask(pack: Pack, task: string): readonly string[] {
  return [...pack.signals.values()].flatMap(({ kind, options, model }) =>
    kind === 'lab' && (options as LabOptions).task === task && model !== undefined ? [model.name] : [],
  )
}

/** A task as it is kept, and as the pack says where it says nothing: that its rows are pictures. */
export function asPackSays(pack: Pack, task: Task): Task {
  if (task.content !== undefined) return task
  const says = [...pack.signals.values()].some(({ kind, options }) => {
    const own = options as LabOptions
    return kind === 'lab' && own.task === task.name && own.content === 'image'
  })
  return says ? { ...task, content: 'image' } : task
}
