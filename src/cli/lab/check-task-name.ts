import { TaskName } from '../../lab/task.ts'
import { CliFailure } from '../failure.ts'

/** Throws CliFailure where a task cannot have this name, before anything is sent. */
export function checkTaskName(name: string): void {
  const { error } = TaskName.safeParse(name)
  if (error !== undefined) throw new CliFailure('usage', `"${name}": ${error.issues[0]!.message}`)
}
