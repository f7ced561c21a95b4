import type { ModelRecord } from '../../lab/registry/model.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'

/** The others of a model's task in canary or live, and the last known good. */
export async function peersOf(
  { models }: Pick<ServerParts, 'models'>,
  { id, task }: ModelRecord,
): Promise<readonly ModelRecord[]> {
  const { tasks } = await orUnavailable(models.serving())
  const own = tasks.find((one) => one.task === task)
  return [own?.live, own?.canary, own?.lastGood].flatMap((one) =>
    one === undefined || one.id === id ? [] : [one],
  )
}
