import type { MediaId } from '../../signals/media/media-host.ts'
import type { Handler } from '../handler.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { isHiddenFrom, seesJob } from '../review/find-job.ts'
import type { KeptMedia, Shown } from './kept-media.ts'
import type { MediaSight } from './ports.ts'

/** Who keeps files here; throws the problem when nobody does. */
export function mediaOf({ media }: Pick<ServerParts, 'media'>): KeptMedia {
  if (media === undefined) throw refusal('not-found', 'This service keeps no files.')
  return media
}

/** Whoever asks, as the audit log names them. */
export function whoSends(grant: Grant): string {
  return grant.person?.id ?? `key:${grant.id}`
}

/** The file that a request names; throws `not-found` when there is none, or the asker may not see it. */
export async function seeMedia(
  parts: ServerParts,
  request: Parameters<Handler>[0],
): Promise<MediaSight & { readonly media: KeptMedia }> {
  const media = mediaOf(parts)
  const { id } = request.params as { id: MediaId }
  const grant = request.grant!
  const sight = await orUnavailable(media.store.sight(id, whoSends(grant)))
  if (sight === undefined || !(await maySeeMedia(parts, grant, sight)))
    throw refusal('not-found', 'There is no file with this id that you may see.')
  return { ...sight, media }
}

/** Whether the asker sent it, may see a decision or a job about it, or reviews where it is listed without any fault. */
export async function maySeeMedia(
  parts: Pick<ServerParts, 'jobs' | 'engine'>,
  grant: Grant,
  { sent, severity, worlds, listed, jobs }: MediaSight,
): Promise<boolean> {
  // "S0" < "S1": the smaller, the graver. However somebody came by it, its gravest decision says what is in it.
  if (severity !== undefined && grant.person !== undefined && grant.person.skills.clearance > severity)
    return false
  if (sent) return true
  const isTheirs = (world: string) => grant.worlds === null || grant.worlds.has(world)
  if (grant.may('read') && worlds.some(isTheirs)) return true
  // What players see in the shop, reviewers may hold a copy against.
  if (grant.may('job.read') && (severity ?? 'S4') === 'S4' && listed.some(isTheirs)) return true
  if (!grant.may('job.read') || jobs.length === 0) return false
  const found = await orUnavailable(parts.jobs.store.get(jobs))
  return found.some((job) => seesJob(parts, grant, job) && !isHiddenFrom(grant, job))
}

/** What was measured of a file that is to be shown; throws the problem when nothing of it is, and notes a look at the gravest. */
export async function seeContent(
  parts: ServerParts,
  request: Parameters<Handler>[0],
): Promise<
  MediaSight & { readonly media: KeptMedia; readonly facts: Extract<Shown, { state: 'looked' }>['facts'] }
> {
  const sight = await seeMedia(parts, request)
  const shown = await orUnavailable(sight.media.shown(sight.record))
  if (shown.state !== 'looked')
    throw refusal(
      'not-shown',
      shown.state === 'waiting'
        ? 'The file is still being looked at.'
        : 'Nothing of the file is shown: a person decides about it.',
    )
  if (sight.severity === 'S0')
    await orUnavailable(parts.noteSight(request.grant!, 'media', [sight.record.id]))
  return { ...sight, facts: shown.facts }
}
