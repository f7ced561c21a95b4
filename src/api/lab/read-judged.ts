import { decisionTime } from '../../core/id.ts'
import type { SettledAnnotation } from '../../lab/dataset/ports.ts'
import type { SnapshotParts } from '../../lab/dataset/take-snapshot.ts'
import { bareId } from '../../lab/dataset/what-it-says.ts'
import type { Pack } from '../../pack/pack.ts'
import { accountFacts } from '../../review/account-facts.ts'
import { fileOfTask } from './file-of-task.ts'
import { type LabMedia, pictureOfFile } from './picture-of-file.ts'
import { readText } from './read-text.ts'

/** What tasks read of judged events, by the live pack: texts, and of tasks of images the pictures of files. */
export function readJudged(pack: Pack, media: LabMedia | undefined): SnapshotParts['read'] {
  const text = readText(pack)
  return async (task, event, annotation) => {
    if (task.content !== 'image') return text(task, event, annotation.decision)
    const file = fileOfTask(pack, task)(event)
    if (file === undefined) return undefined
    if (media === undefined) return 'file'
    if (isGravest(pack, annotation)) return 'sealed'
    const read = await pictureOfFile(media, file)
    if (typeof read === 'string') return read
    const { ageMs } = accountFacts(event.data, decisionTime(annotation.decision))
    return { text: read.text, accountAgeMs: ageMs ?? undefined }
  }
}

/** Whether people saw a breach of a policy of S0, whatever the rules saw. */
function isGravest({ policies }: Pick<Pack, 'policies'>, annotation: SettledAnnotation): boolean {
  if (annotation.choice !== 'violates') return false
  const named = annotation.policies.length > 0 ? annotation.policies : [annotation.policy]
  return named.some((one) => policies.get(bareId(one))?.severity === 'S0')
}
