import { expect, test } from 'vitest'
import { Decision } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { MEDIA_PACK } from '../pack/media-pack.fixture.ts'
import { facts, hostOf, ID, written } from '../signals/media/facts.fixture.ts'
import type { MediaHost } from '../signals/media/media-host.ts'
import { testHost } from '../signals/models/test-host.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import { toDecision } from './record.ts'
import { replay } from './replay.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const QUEUES = 'default: { description: All }\npictures: { description: Pictures }\n'

/** An event of the pack judged, with what review.yaml says and another line or two in the rules. */
async function judged(media: MediaHost, review: string, change = (rules: string) => rules) {
  const { pack, diagnostics } = checkPack({
    ...MEDIA_PACK,
    'queues.yaml': QUEUES,
    'review.yaml': review,
    'rules/media.yaml': change(MEDIA_PACK['rules/media.yaml']!),
  })
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics))
  const ruleset = compileRuleset(pack, undefined, testHost({ media }))
  const event: Event = { type: 'picture.change', actor: 'account:u1' as EntityRef, data: { picture: ID } }
  const decoded = decodeEvent(ruleset, event, NOW)
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems))
  const outcome = await decide(ruleset, decoded.event)
  const id = 'd-00000000000000000000000000000001' as DecisionId
  const record = toDecision(outcome, decoded.event, { id, latencyMs: 1, ruleset: ruleset.id })
  return { ruleset, stored: { decision: Decision.parse(record), event } }
}

const POLICY = /^ {2}policy: (\S+)/m.exec(MEDIA_PACK['rules/media.yaml']!)![1]!
const review = (on: string) => `undecided:\n  - { on: ${on}, queue: pictures, asks: ${POLICY} }\n`
const jobsOf = ({ decision }: { readonly decision: Decision }) =>
  decision.effects.flatMap((effect) => (effect.kind === 'job' ? [`${effect.rule} ${effect.queue}`] : []))

test('an event that is held since nobody could look at its file opens a job, and so it does when it is replayed', async () => {
  const { stored, ruleset } = await judged(hostOf(undefined), review('picture.change'))
  expect(stored.decision.verdict).toBe('hold')
  expect(jobsOf(stored)).toEqual(['undecided pictures'])
  expect(stored.decision.effects).toMatchObject([{ policy: expect.stringMatching(`^${POLICY}@`) }])
  expect(await replay(ruleset, stored)).toMatchObject({ ok: true, same: true })
})

test.each([
  ['the pack does not ask for it', hostOf(undefined), ''],
  ['the file was looked at', hostOf(facts()), review('picture.change')],
])('no job is opened where %s', async (_, host, said) => {
  const { stored } = await judged(host, said)
  expect(jobsOf(stored)).toEqual([])
})

test('a rule that fired and opens a job is enough; one that blocks needs none', async () => {
  // Part of the file was seen: what was read in it fires, what was not seen holds.
  const half = hostOf(facts({ whole: false, pictures: [written('picture', 'you clodpole')] }))
  const fires = (then: string) => (rules: string) =>
    rules.replace(/(id: picture\.insult[\s\S]*?then: )\{[^}]*\}/, (_, before: string) => `${before}${then}`)
  const own = await judged(half, review('picture.change'), fires('{ verdict: nudge, job: default }'))
  expect(own.stored.decision).toMatchObject({ verdict: 'hold', reasons: [{ rule: 'picture.insult' }] })
  expect(jobsOf(own.stored)).toEqual(['picture.insult default'])
  const blocks = await judged(half, review('picture.change'), fires('{ verdict: block }'))
  expect(blocks.stored.decision.verdict).toBe('block')
  expect(jobsOf(blocks.stored)).toEqual([])
})
