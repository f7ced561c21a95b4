import { expect, test } from 'vitest'
import { checkPack } from './check-pack.ts'
import { diffPacks } from './diff-packs.ts'
import type { PackFiles } from './pack.ts'
import { REVIEW_DEFAULTS } from './people-defaults.ts'
import { registry } from './registry.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

const REVIEW = `undo: 20s
routes:
  - { when: 'severity <= "S1"', queue: urgent }
  - { when: 'actor.labels.has("insulter") && actor.kind == "account"', queue: urgent }
samples:
  - { name: allowed, share: 0.5%, queue: audit, on: chat.message, worlds: [plaza], verdicts: allow }
  - { name: insults, share: 0.25, queue: audit, policies: harassment.insult, asks: harassment.insult }
reports:
  mass: { reporters: 5, within: 2m }
  reasons: { insult: harassment.insult }
  trusted: insulter
  keep: 90d
undecided:
  - { on: chat.message, queue: audit, asks: harassment.insult }
  - { queue: urgent, asks: harassment.insult }
`
const QUEUES = `default: { description: All }
urgent: { description: Soon, service_level: 1h, clearance: S1, enforcements: [mute] }
audit: { description: By chance }
`
const FILES: PackFiles = { ...SMALL_PACK, 'queues.yaml': QUEUES, 'review.yaml': REVIEW }
const packOf = (files: PackFiles) => {
  const { pack, diagnostics } = checkPack(files)
  expect(diagnostics).toEqual([])
  return pack!
}
const mistakes = (files: PackFiles) =>
  checkPack(files).diagnostics.map(
    ({ code, place, wayOut }) => `${code} ${place.file}:${place.line}:${place.column} ${wayOut}`,
  )
const review = (from: string, to: string): PackFiles => {
  expect(REVIEW).toContain(from)
  return { ...FILES, 'review.yaml': REVIEW.replace(from, () => to) }
}

test('review.yaml is resolved: lengths in ms, shares as numbers, lists where one was written', () => {
  const pack = packOf(FILES)
  expect(pack.review).toMatchObject({
    undoMs: 20_000,
    routes: [{ queue: 'urgent' }, { queue: 'urgent' }],
    samples: [
      { name: 'allowed', share: 0.005, on: ['chat.message'], worlds: ['plaza'], verdicts: ['allow'] },
      { name: 'insults', share: 0.25, policies: ['harassment.insult'], asks: 'harassment.insult' },
    ],
    undecided: [
      { on: ['chat.message'], queue: 'audit', asks: 'harassment.insult' },
      { on: undefined, queue: 'urgent' },
    ],
    massReports: { reporters: 5, withinMs: 120_000 },
    trustedLabels: ['insulter'],
    keepReportsMs: 90 * 86_400_000,
  })
  expect([...pack.review.reasons]).toEqual([['insult', 'harassment.insult']])
})

test('a pack without review.yaml has the defaults, and its queue called default takes what nothing routes', () => {
  const pack = packOf({
    ...SMALL_PACK,
    'queues.yaml': 'a: { description: A }\ndefault: { description: D }\n',
  })
  expect(pack.review).toEqual(REVIEW_DEFAULTS)
  expect([...pack.queues.values()].map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['a', false],
    ['default', true],
  ])
})

test.each([
  [
    'an unknown queue of a route',
    review('queue: urgent }', 'queue: urgnt }'),
    'unknown-queue review.yaml:3:40 did you mean "urgent"?',
  ],
  [
    'an unknown fact',
    review('severity <=', 'severty <='),
    'unknown-name review.yaml:3:14 did you mean "severity"?',
  ],
  ['a fact of another type', review('severity <= "S1"', 'level <= "S1"'), 'type-mismatch review.yaml:3:14'],
  [
    'an unknown label',
    review('labels.has("insulter")', 'labels.has("insultr")'),
    'unknown-label review.yaml:4:',
  ],
  [
    'a sample that draws nothing',
    review('share: 0.5%', 'share: 0%'),
    'empty-sample review.yaml:6:29 give it a share above 0',
  ],
  [
    'a sample of an unknown event type',
    review('on: chat.message', 'on: chat.mesage'),
    'unknown-event-type review.yaml:6:53 did you mean "chat.message"?',
  ],
  [
    'a sample of an unknown world',
    review('[plaza]', '[plazza]'),
    'unknown-world review.yaml:6:76 did you mean "plaza"?',
  ],
  [
    'a sample that asks about an unknown policy',
    review('asks: harassment.insult', 'asks: harassment.inslt'),
    'unknown-policy review.yaml:7:84 did you mean',
  ],
  [
    'what could not be decided, of an unknown event type',
    review('{ on: chat.message, queue', '{ on: chat.mesage, queue'),
    'unknown-event-type review.yaml:14:11 did you mean "chat.message"?',
  ],
  [
    'what could not be decided, in an unknown queue',
    review('{ queue: urgent, asks', '{ queue: urgnt, asks'),
    'unknown-queue review.yaml:15:14 did you mean "urgent"?',
  ],
  [
    'a name twice',
    review('name: insults', 'name: allowed'),
    'duplicate-name review.yaml:7:13 rename one of them',
  ],
  [
    'an unknown policy of a reason',
    review('{ insult: harassment.insult }', '{ insult: harassment.inslt }'),
    'unknown-policy review.yaml:10:22',
  ],
  [
    'an unknown trusted label',
    review('trusted: insulter', 'trusted: insultr'),
    'unknown-label review.yaml:11:12',
  ],
  ['a misspelt key', review('undo:', 'udno:'), 'unknown-key review.yaml:1:1 did you mean "undo"?'],
  [
    'an unknown enforcement of a queue',
    { ...FILES, 'queues.yaml': QUEUES.replace('[mute]', '[mut]') },
    'unknown-enforcement queues.yaml:2:79 did you mean "mute"?',
  ],
  [
    'two defaults',
    {
      ...FILES,
      'queues.yaml': QUEUES.replaceAll('description: All', 'default: true, description: All').replace(
        'description: By',
        'default: true, description: By',
      ),
    },
    'several-defaults queues.yaml:3:10 leave',
  ],
  [
    'a wait of nothing',
    { ...FILES, 'queues.yaml': QUEUES.replace('description: Soon', 'description: Soon, doubles: 0s') },
    'bad-limit queues.yaml:2:',
  ],
] as const)('%s is told at its place with the way out', (_, files, says) => {
  const told = mistakes(files)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain(says)
})

test('reach must be a whole number that the event type has', () => {
  const reach = (name: string) => ({
    ...SMALL_PACK,
    'haechi.yaml': SMALL_PACK['haechi.yaml']!.replace(
      '    content: text\n',
      `    content: text\n    reach: ${name}\n`,
    ),
  })
  expect(packOf(reach('level')).eventTypes.get('chat.message')!.reach).toBe('level')
  expect(mistakes(reach('text'))[0]).toContain('wrong-type haechi.yaml:')
  expect(mistakes(reach('levl'))[0]).toContain('did you mean "level"?')
})

test('what review.yaml changes is told in words', () => {
  const told = diffPacks(packOf(SMALL_PACK), packOf(FILES)).map(({ sentence }) => sentence)
  expect(told.join('|')).toContain('Sample allowed is added: share 0.5%, queue audit')
  expect(told).toContain('Route severity <= "S1" is added: queue urgent.')
  const changed = diffPacks(packOf(FILES), packOf(review('share: 0.5%', 'share: 1%')))
  expect(changed.map(({ sentence }) => sentence)).toEqual(['Sample allowed: share from 0.5% to 1%.'])
})

test('the registry knows which queue and policy a route, a sample and a reason use', () => {
  const entries = registry(packOf(FILES))
  const used = (part: string, name: string) =>
    entries
      .find((one) => one.part === part && one.name === name)!
      .usedBy.map((link) => `${link.how} ${link.part}`)
  expect(used('queue', 'audit')).toEqual([
    'puts jobs into sample',
    'puts jobs into sample',
    'puts jobs into setting',
  ])
  expect(used('policy', 'harassment.insult')).toContain('has a reason for setting')
  expect(used('label', 'insulter')).toContain('asks for route')
})
