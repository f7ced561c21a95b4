import type { LabData } from '../../lab/dataset/ports.ts'
import { Task } from '../../lab/task.ts'

/** The task of a name, made with its defaults when there is none; labels that are told are kept with it. */
export async function taskOf(
  data: Pick<LabData, 'task' | 'saveTask'>,
  name: string,
  { harm, fine }: { readonly harm?: string[] | undefined; readonly fine?: string[] | undefined },
  by: string,
  nowMs: number,
): Promise<Task> {
  const kept = await data.task(name)
  const told = { ...(harm && { harm }), ...(fine && { fine }) }
  // Which labels violate is told anew as a whole.
  const forget = harm || fine ? { harm: [], fine: [] } : {}
  const task: Task = { ...(kept ?? Task.parse({ name })), ...forget, ...told }
  if (kept === undefined || harm || fine) await data.saveTask(task, by, nowMs)
  return task
}
