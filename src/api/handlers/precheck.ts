import { precheck as judge } from '../../engine/precheck.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { MediaId } from '../../signals/media/media-host.ts'
import type { PrecheckReply, PrecheckRequest } from '../contract/media.ts'
import type { MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import { bankMatches } from '../media/bank-matches.ts'
import type { Shown } from '../media/kept-media.ts'
import { marksOf } from '../media/marks-of.ts'
import { mediaNamed } from '../media/media-named.ts'
import { reasonPictures } from '../media/reason-pictures.ts'
import { maySeeMedia, whoSends } from '../media/see-media.ts'
import { type Silence, silence } from '../media/silent.ts'
import { slotsUsed } from '../media/slots-used.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError } from '../problem-error.ts'
import { invalid, worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

/** How long files are waited for, before it is judged without them; rules then hold. */
const LONGEST_LOOK_MS = 30_000

/** Says what would be decided; nothing is kept, counted or enforced. */
export const precheck: MakeHandler = (parts) => {
  const silent = silence()
  return async (request) => {
    const { event, language = 'en' } = request.body as PrecheckRequest
    const grant = request.grant!
    const { ruleset, memory } = parts.engine
    const world = event.world ?? ruleset.pack.worlds[0]!
    if (grant.worlds !== null && !grant.worlds.has(world))
      throw new ProblemError(worldNotAllowed(event.world === undefined))
    const started = performance.now()
    const named = mediaNamed(ruleset.pack, event)
    const who = `${whoSends(grant)} ${event.actor ?? ''}`
    const files = await lookAtAll(parts, grant, named)
    const judged = await judge({ ruleset, memory, clock: parts.clock }, event)
    if (!judged.ok) throw new ProblemError(invalid([...judged.problems]))
    const { decision } = judged
    if (named.length > 0 && (await isSilent(parts, silent, who, files)))
      return nothingTold(ruleset.id, named, started)
    const slots = slotsUsed(ruleset, event, decision) ?? new Set()
    return {
      verdict: decision.verdict,
      person: decision.verdict === 'hold',
      reasons: decision.reasons.map((reason) => {
        const policy = ruleset.pack.policies.get(reason.policy.slice(0, reason.policy.lastIndexOf('@')))
        const text = (texts: Readonly<Record<string, string>> = {}) =>
          texts[language] ?? Object.values(texts)[0] ?? ''
        return {
          ...{ rule: reason.rule, policy: reason.policy, severity: reason.severity, saw: reason.saw },
          ...(reason.verdict === undefined ? {} : { verdict: reason.verdict }),
          ...{ title: text(policy?.title), notice: text(policy?.notice) },
          pictures: reasonPictures(ruleset, event, decision, reason, (id, picture, slots) => {
            const facts = factsOf(files.get(id as MediaId))
            if (facts === undefined) return []
            return marksOf(facts, bankMatches(ruleset.pack, parts.media!.host.banks, facts), picture, slots)
          }),
        }
      }),
      media: named.map(({ feature, id }) => ({ feature, id, findings: findingsOf(files.get(id), slots) })),
      ruleset: ruleset.id,
      latencyMs: msSince(started),
    } satisfies PrecheckReply
  }
}

/**
 * Whether nothing may be told: a file is in a sealed bank, or one of this asker's was within the last day. Whoever has
 * met a sealed bank once gets the same answer to everything, so that no second try tells more than the first.
 */
async function isSilent(
  { media, clock }: Pick<ServerParts, 'media' | 'clock'>,
  silent: Silence,
  who: string,
  files: ReadonlyMap<MediaId, Shown>,
): Promise<boolean> {
  const nowMs = clock.now()
  if (media !== undefined && [...files.values()].some(({ state }) => state === 'held'))
    silent.begin(who, nowMs)
  return silent.holds(who, nowMs)
}

function nothingTold(
  ruleset: string,
  named: readonly { readonly feature: string; readonly id: MediaId }[],
  started: number,
): PrecheckReply {
  return {
    ...{ verdict: 'hold', person: true, reasons: [] },
    media: named.map(({ feature, id }) => ({ feature, id, findings: [] })),
    ...{ ruleset, latencyMs: msSince(started) },
  }
}

/**
 * Waits until the files of an event were looked at, or it takes too long. Those that are not there are left out; of
 * those that the asker may not see, it is only told apart whether they are held.
 */
async function lookAtAll(
  parts: ServerParts,
  grant: Grant,
  named: readonly { readonly id: MediaId }[],
): Promise<ReadonlyMap<MediaId, Shown>> {
  const files = new Map<MediaId, Shown>()
  const { media, stopping } = parts
  if (media === undefined) return files
  const stop = AbortSignal.any([AbortSignal.timeout(LONGEST_LOOK_MS), stopping])
  for (const id of new Set(named.map((one) => one.id))) {
    // What is not there, or takes too long, is what the pack's degrade is for.
    await media.host.facts(id, stop).catch(() => {})
    const sight = await orUnavailable(media.store.sight(id, whoSends(grant)))
    if (sight === undefined) continue
    const shown = await orUnavailable(media.shown(sight.record))
    const mayTell = shown.state === 'held' || (await maySeeMedia(parts, grant, sight))
    files.set(id, mayTell ? shown : { state: 'waiting' })
  }
  return files
}

function factsOf(shown: Shown | undefined): MediaFacts | undefined {
  return shown?.state === 'looked' ? shown.facts : undefined
}

/** What is wrong with a file, and with it in the slots that the reasons hold it against: not in all that there are. */
function findingsOf(
  shown: Shown | undefined,
  slots: ReadonlySet<string>,
): PrecheckReply['media'][number]['findings'] {
  const facts = factsOf(shown)
  const inSlots = Object.entries(facts?.item?.decisions ?? {}).filter(([slot]) => slots.has(slot))
  return [...(facts?.findings ?? []), ...inSlots.flatMap(([, { findings }]) => findings)]
}

function msSince(started: number): number {
  return Math.round((performance.now() - started) * 1000) / 1000
}
