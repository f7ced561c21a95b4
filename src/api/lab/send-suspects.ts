import type { DatasetFacts } from '../../lab/dataset/dataset.ts'
import { queueOf } from '../../review/queue-of.ts'
import type { SendSuspectsReply } from '../contract/lab-data.ts'
import type { ServerParts } from '../parts.ts'

/**
 * Has the first suspects of a dataset judged again, blind, under the design `suspects:TASK`. They were not drawn by
 * chance, so what is found of them says nothing of how much there is.
 */
export async function sendSuspects(
  { labData, following, engine }: Pick<ServerParts, 'labData' | 'following' | 'engine'>,
  { id, task }: DatasetFacts,
  limit: number,
  queue: string | undefined,
): Promise<SendSuspectsReply> {
  const suspects = await labData.suspects(id, limit)
  const decisions = suspects.flatMap(({ decision }) => decision ?? [])
  const name = `suspects:${task}`
  const sent = await labData.askForJobs(
    decisions.map((decision) => ({
      decision,
      effect: {
        ...{
          kind: 'job',
          rule: `sample.${name}`,
          policy: '',
          queue: queueOf(engine.ruleset.pack, queue).name,
        },
        sample: { name, probability: 1 },
      },
    })),
  )
  if (sent > 0) following.wake()
  return { sent, imported: suspects.length - decisions.length }
}
