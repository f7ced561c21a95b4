import type { FastifyReply } from 'fastify'
import { entityKind } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AppealId, EnforcementId, ReportId, StrikeId } from '../../core/ids.ts'
import type { TimelineItem, TimelineKind, TimelineReply, TimelineRequest } from '../contract/entities.ts'
import { showAppeals } from '../enforcement/show-appeals.ts'
import { showEnforcements } from '../enforcement/show-enforcements.ts'
import { showStrikes } from '../enforcement/show-strikes.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import { wireWord } from '../labels/wire-label.ts'
import type { ServerParts } from '../parts.ts'
import { askEntity, spanOf } from '../past/ask-entity.ts'
import { cursorOf, placeOf } from '../past/event-cursor.ts'
import { refusal } from '../problem-error.ts'
import { seeReports } from '../review/see-reports.ts'
import { type Cursors, mergeTimeline, type SourcePage } from './merge-timeline.ts'

const PAGE = 50
const KINDS: readonly TimelineKind[] = ['enforcement', 'strike', 'label', 'appeal', 'report', 'decision']

type Read = (before: string | undefined, limit: number) => Promise<SourcePage<TimelineItem>>

/** A page of all that happened with an entity and that the asker may see. */
export async function readTimeline(
  parts: ServerParts,
  grant: Grant,
  reply: FastifyReply,
  { entity, days, kinds, before, limit = PAGE }: TimelineRequest,
): Promise<TimelineReply> {
  const cursors = before === undefined ? {} : cursorsOf(before)
  const reads = sourcesOf(parts, grant, reply, entity, days)
  const pages = new Map<string, SourcePage<TimelineItem>>()
  for (const kind of KINDS) {
    const read = reads[kind]
    if (read === undefined || kinds?.includes(kind) === false || cursors[kind] === null) continue
    pages.set(kind, await read(cursors[kind], limit))
  }
  const { items, next } = mergeTimeline(pages, cursors, limit)
  return {
    entity,
    items: [...items],
    next: next === undefined ? null : Buffer.from(JSON.stringify(next)).toString('base64url'),
  }
}

function sourcesOf(
  parts: ServerParts,
  grant: Grant,
  reply: FastifyReply,
  entity: TimelineRequest['entity'],
  days: number | undefined,
): Partial<Record<TimelineKind, Read>> {
  const { log } = parts.enforcements
  const isAccount = entityKind(entity) === 'account'
  const page = <Id extends string>(before: string | undefined, limit: number) => ({
    ...{ worlds: null, before: before as Id | undefined, limit },
  })
  const sees = grant.may('enforcement.read')
  return {
    async decision(before, limit) {
      const span = spanOf(parts.clock.now(), days)
      const place = before === undefined ? undefined : placeOf(before)
      const look = await askEntity(parts, reply, {
        ...{ kind: 'events', entity, ...span, limit },
        ...(place && { before: place }),
      })
      const events = look?.events ?? []
      return pageOf(limit, events.length, events, (one) => ({
        atMs: Date.parse(one.received),
        cursor: cursorOf({ id: one.decision, received: Date.parse(one.received) }),
        item: {
          kind: 'decision',
          at: one.received,
          decision: {
            ...one,
            decision: one.decision as DecisionId,
            fired: [...one.fired],
            shadow: [...one.shadow],
          },
        },
      }))
    },
    async label(before, limit) {
      const found = await orUnavailable(parts.labels.log.history(entity, limit, before))
      return pageOf(limit, found.length, found, (one) => ({
        ...{ atMs: one.atMs, cursor: one.cursor },
        item: {
          kind: 'label',
          at: new Date(one.atMs).toISOString(),
          label: { op: one.op, label: one.label, ...wireWord(one) },
        },
      }))
    },
    ...(sees && {
      async enforcement(before, limit) {
        const found = await orUnavailable(log.find({ entity }, page<EnforcementId>(before, limit)))
        const shown = await showEnforcements(parts, grant, found)
        return pageOf(limit, found.length, shown, (one) => ({
          ...{ atMs: Date.parse(one.from), cursor: one.id },
          item: { kind: 'enforcement', at: one.from, enforcement: one },
        }))
      },
    }),
    ...(sees &&
      isAccount && {
        async strike(before, limit) {
          const { strikes } = await showStrikes(parts, grant, entity, {
            before: before as StrikeId | undefined,
            limit,
          })
          return pageOf(limit, strikes.length, strikes, (one) => ({
            ...{ atMs: Date.parse(one.at), cursor: one.id },
            item: { kind: 'strike', at: one.at, strike: one },
          }))
        },
        async appeal(before, limit) {
          const found = await orUnavailable(
            log.appeals({ account: entity, state: undefined }, page<AppealId>(before, limit)),
          )
          const shown = await showAppeals(parts, grant, found)
          return pageOf(limit, found.length, shown, (one) => ({
            ...{ atMs: Date.parse(one.at), cursor: one.id },
            item: { kind: 'appeal', at: one.at, appeal: one },
          }))
        },
      }),
    ...(grant.may('job.read') && {
      async report(before, limit) {
        const found = await seeReports(
          parts,
          grant,
          { target: entity },
          limit,
          before as ReportId | undefined,
        )
        const items = found.reports.map((one) => ({
          ...{ atMs: Date.parse(one.receivedAt), cursor: one.report },
          item: { kind: 'report' as const, at: one.receivedAt, report: one },
        }))
        return { items, next: found.next ?? undefined }
      },
    }),
  }
}

/** `found`: how many were read; a full page may have more behind it. */
function pageOf<One>(
  limit: number,
  found: number,
  ones: readonly One[],
  item: (one: One) => SourcePage<TimelineItem>['items'][number],
): SourcePage<TimelineItem> {
  const items = ones.map(item)
  return { items, next: found < limit ? undefined : items.at(-1)?.cursor }
}

/** Reads the cursor back. Throws the problem when it is none of ours. */
function cursorsOf(before: string): Cursors {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(before, 'base64url').toString())
    const entries = Object.entries(parsed as object)
    if (entries.every(([kind, cursor]) => KINDS.includes(kind as TimelineKind) && isCursor(kind, cursor)))
      return Object.fromEntries(entries) as Cursors
  } catch {
    // Told below.
  }
  throw refusal('invalid-request', 'before is no `next` of an earlier reply.', { field: 'before' })
}

function isCursor(kind: string, cursor: unknown): boolean {
  if (cursor === null) return true
  const form = FORMS[kind as TimelineKind]
  return typeof cursor === 'string' && form.test(cursor)
}

const FORMS: Readonly<Record<TimelineKind, RegExp>> = {
  decision: /^d-[0-9a-f]{32}\.[0-9]{1,16}$/,
  label: /^[0-9a-f]{32}\.[0-9]{1,18}$/,
  strike: /^str-[0-9a-f]{32}$/,
  enforcement: /^enf-[0-9a-f]{32}$/,
  appeal: /^app-[0-9a-f]{32}$/,
  report: /^rep-[0-9a-f]{32}$/,
}
