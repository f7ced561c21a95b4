import type { MediaQuery, MediaReply, NearQuery, NearReply } from '../contract/media.ts'
import type { MakeHandler } from '../handler.ts'
import { bankMatches } from '../media/bank-matches.ts'
import { maySeeMedia, seeContent, seeMedia, whoSends } from '../media/see-media.ts'
import { slotsOfDecision } from '../media/slots-of-decision.ts'
import { wireFacts } from '../media/wire-facts.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows what was measured of a file. */
export const media: MakeHandler = (parts) => async (request) => {
  const { record, severity, media } = await seeMedia(parts, request)
  const shown = await orUnavailable(media.shown(record))
  const grant = request.grant!
  const isReader = grant.may('read') || grant.may('job.read')
  if (shown.state === 'looked' && severity === 'S0')
    await orUnavailable(parts.noteSight(grant, 'media', [record.id]))
  const { pack } = parts.engine.ruleset
  const { decision } = request.query as MediaQuery
  const used = decision && (await slotsOfDecision(parts, grant, decision, record.id))
  return {
    ...{ id: record.id, state: shown.state, kind: record.kind, bytes: record.bytes },
    format: record.format ?? null,
    firstSentAt: new Date(record.firstMs).toISOString(),
    lastSentAt: new Date(record.lastMs).toISOString(),
    // To whoever only sends files, a severity would tell what a file is held for.
    severity: (isReader ? severity : undefined) ?? null,
    facts:
      shown.state === 'looked'
        ? wireFacts(shown.facts, bankMatches(pack, media.host.banks, shown.facts), pack.profiles, used)
        : null,
  } satisfies MediaReply
}

const NEAR = 10

/** Lists what of the catalogue is most like a file. */
export const mediaNear: MakeHandler = (parts) => async (request) => {
  const { media, facts } = await seeContent(parts, request)
  const { limit } = request.query as NearQuery
  const found = media.host.catalogue.near(facts, { most: Number(limit ?? NEAR) })
  const grant = request.grant!
  const near = await Promise.all(
    found.map(async ({ item, media: id, similarity, by, seenMs }) => {
      const sight = await orUnavailable(media.store.sight(id, whoSends(grant)))
      const shown = sight !== undefined && !sight.record.sealed && (await maySeeMedia(parts, grant, sight))
      return { ...{ item, media: id, similarity, by, shown }, seenAt: new Date(seenMs).toISOString() }
    }),
  )
  return { near } satisfies NearReply
}
