import type { LeftOut } from '../../lab/dataset/left-out.ts'
import { NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import { type MediaId, NoSuchMedia } from '../../signals/media/media-host.ts'
import { pictureTexts } from '../../signals/media/picture-text.ts'
import type { KeptMedia } from '../media/kept-media.ts'

/** What reads files for the lab. */
export type LabMedia = Pick<KeptMedia, 'host' | 'shown'> & {
  readonly store: Pick<KeptMedia['store'], 'sight'>
}

/** A file that takes longer to be looked at is passed over. */
const LONGEST_MS = 60_000

/**
 * The line of the one picture of a file, as the lab keeps it, or why there is none. A file is looked at when nobody has yet, and held
 * against sealed banks before anything of it is given. Rejects with `Unavailable`.
 */
export async function pictureOfFile(
  { store, host, shown }: LabMedia,
  id: MediaId,
): Promise<{ readonly text: string } | Exclude<LeftOut, 'content'>> {
  const sight = await store.sight(id, '')
  if (sight === undefined) return 'file'
  if (sight.record.sealed || sight.severity === 'S0') return 'sealed'
  const stop = AbortSignal.timeout(LONGEST_MS)
  const facts = await host.facts(id, stop).catch((fault: unknown) => {
    if (fault instanceof NoSuchMedia) return undefined
    if (stop.aborted) return 'unseen' as const
    throw fault
  })
  if (facts === undefined) return 'file'
  if (facts === 'unseen') return 'unseen'
  // Known to be in no sealed bank it is at hand; else it is asked again, of what is kept.
  if (host.known(id) === undefined && (await shown(sight.record)).state !== 'looked') return 'sealed'
  if (!facts.whole || facts.pictures.length === 0) return 'unseen'
  if (facts.pictures.length > 1) return 'several'
  return pictureTexts(id, facts, NSFW_SHA256)[0] ?? 'unscored'
}
