import { beyond } from '../../access/beyond.ts'
import { personCapabilities } from '../../access/key-capabilities.ts'
import { reachOf } from '../../access/reach-of.ts'
import type { UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import {
  allowance,
  breakDue,
  DAY_MS,
  HOUR_MS,
  SLOT_MS,
  worked,
} from '../../review/protection/may-see-more.ts'
import type { ExposureSlot, ExposureSum } from '../../review/protection/ports.ts'
import type { ExposureCount, ExposureReply, ExposureRequest, TeamExposure } from '../contract/protection.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { personOf, seesJob } from '../review/find-job.ts'
import { protectionOf, wireRest } from '../review/protection-of.ts'
import { orUnavailable } from './stored-decision.ts'

const WEEK_MS = 7 * DAY_MS
const NOTHING: ExposureCount = { judged: 0, passed: 0, revealedMs: 0 }

/** Shows what somebody has looked at. */
export const ownExposure: MakeHandler = (parts) => (request) => exposureOf(parts, personOf(request).id)

/** Notes looks at content: of what severity, and how long. */
export const noteExposure: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const { looks } = request.body as ExposureRequest
  const jobs = await orUnavailable(parts.jobs.store.get([...new Set(looks.map(({ job }) => job))]))
  // Whoever may not see a job learns nothing of it by this, not even its severity.
  const seen = new Map(
    jobs.filter((job) => seesJob(parts, request.grant!, job)).map((job) => [job.id, job.severity]),
  )
  const exposures = looks.flatMap(({ job, revealedMs, judged }) => {
    const severity = seen.get(job)
    if (severity === undefined) return []
    return [{ severity, judged: 0, passed: judged || revealedMs === 0 ? 0 : 1, revealedMs }]
  })
  await orUnavailable(parts.protection.add(person.id, exposures, parts.clock.now()))
  return exposureOf(parts, person.id)
}

/** Shows what everybody has looked at who judges, and may do no more than whoever asks. */
export const teamExposure: MakeHandler = (parts) => async (request) => {
  const nowMs = parts.clock.now()
  const { access, protection } = parts
  const [users, day, week] = await orUnavailable(
    Promise.all([access.users.all(), protection.sums(nowMs - DAY_MS), protection.sums(nowMs - WEEK_MS)]),
  )
  const people = users
    .filter(({ disabledMs }) => disabledMs === null)
    .filter((user) => personCapabilities(user).has('job.work'))
    .filter((user) => beyond(request.grant!, { ...reachOf(user), capabilities: [] }) === undefined)
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
  return {
    people: people.map(({ id, name }) => ({
      ...{ person: id, name },
      severities: bySeverity((severity) => ({
        day: countOf(day, id, severity),
        week: countOf(week, id, severity),
      })),
    })),
  } satisfies TeamExposure
}

async function exposureOf(parts: ServerParts, person: UserId): Promise<ExposureReply> {
  const { protection, slots, nowMs } = await protectionOf(parts, person, WEEK_MS)
  const more = allowance(protection, slots, nowMs)
  const rest = breakDue(protection, slots, nowMs)
  const { minutes, jobs } = worked(protection, slots, nowMs)
  return {
    severities: bySeverity((severity) => {
      const { perHour, perDay } = protection.severities[severity]
      const one = more[severity]
      const within = (ms: number) => sumOf(slots, severity, Math.floor(nowMs / SLOT_MS) - ms / SLOT_MS + 1)
      return {
        ...{ hour: within(HOUR_MS), day: within(DAY_MS), week: within(WEEK_MS), perHour, perDay },
        left: one.ok ? (Number.isFinite(one.left) ? one.left : null) : 0,
        rest: one.ok ? null : wireRest(one.rest),
      }
    }),
    worked: { minutes: Math.round(minutes), jobs },
    breaks: protection.breaks,
    rest: wireRest(rest),
  }
}

function sumOf(slots: readonly ExposureSlot[], severity: Severity, first: number): ExposureCount {
  const sum = { ...NOTHING }
  for (const one of slots) {
    if (one.severity !== severity || one.slot < first) continue
    sum.judged += one.judged
    sum.passed += one.passed
    sum.revealedMs += one.revealedMs
  }
  return sum
}

function countOf(sums: readonly ExposureSum[], person: UserId, severity: Severity): ExposureCount {
  const found = sums.find((one) => one.person === person && one.severity === severity)
  return found === undefined
    ? NOTHING
    : { judged: found.judged, passed: found.passed, revealedMs: found.revealedMs }
}

function bySeverity<T>(of: (severity: Severity) => T): Record<Severity, T> {
  return Object.fromEntries(Severity.options.map((one) => [one, of(one)])) as Record<Severity, T>
}
