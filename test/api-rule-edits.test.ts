import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cli, type Given, type Ran } from '../src/cli/capture.fixture.ts'
import type { HaechiError } from '../src/client/haechi-error.ts'
import {
  ADMIN_KEY,
  aheadToNoon,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
} from './api-service.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'

// Written, checked, shadowed, promoted, rolled back: as the console does it. The tests follow one another.

const dir = testFolder()
const ahead = aheadToNoon()
let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService({ dir, ahead })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})
const live = async () => (await haechi.client.versions.list()).live
const say = (text: string) =>
  haechi.client.screen({ type: 'chat.message', actor: 'account:u1', data: { text } })
const problemOf = (answer: Promise<unknown>) =>
  answer.then(
    () => undefined,
    (fault: HaechiError) => fault.problem,
  )

const SHOUTS = {
  id: 'chat.shouts',
  policy: 'harassment.insult',
  on: 'chat.message',
  when: "text.contains('LOUD')",
  then: { verdict: 'hold' },
  mode: 'shadow',
  owner: 'tests',
}

test('an edit says what it comes to, and nothing is live', async () => {
  const edit = await haechi.client.rule.edit({ edits: [{ kind: 'add-rule', rule: SHOUTS }] })
  expect(edit).toMatchObject({ base: 1, ok: true, promotions: [], leavesFolder: true })
  expect(Object.keys(edit.files)).toEqual(['rules/chat.yaml'])
  expect(edit.files['rules/chat.yaml']!.startsWith(TEST_PACK['rules/chat.yaml']!)).toBe(true)
  expect(edit.difference).toEqual([
    expect.objectContaining({ part: 'rule', name: 'chat.shouts', kind: 'added' }),
  ])
  expect(edit.difference![0]!.sentence).toContain('mode shadow')
  expect(await live()).toBe(1)
})

test('a mistake is told at its place in the file as it would be', async () => {
  const rule = { ...SHOUTS, when: 'tex.contains("LOUD")' }
  const edit = await haechi.client.rule.edit({ edits: [{ kind: 'add-rule', rule }] })
  expect(edit).toMatchObject({ ok: false, difference: null })
  const error = edit.diagnostics.find(({ severity }) => severity === 'error')!
  expect(error).toMatchObject({ code: 'unknown-name', place: { file: 'rules/chat.yaml', column: 9 } })
  expect(
    await problemOf(haechi.client.rule.apply({ base: 1, edits: [{ kind: 'add-rule', rule }], why: 'x' })),
  ).toMatchObject({ status: 422, type: 'urn:haechi:problem:pack-errors' })
  expect(await live()).toBe(1)
})

test('a rule that is added in shadow judges without force, and the folder is left', async () => {
  const applied = await haechi.client.rule.apply({
    base: 1,
    edits: [{ kind: 'add-rule', rule: SHOUTS }],
    why: 'To see what it does',
  })
  expect(applied).toMatchObject({
    version: { number: 2, base: 1, via: 'apply', why: 'To see what it does' },
    promotions: [],
    leftFolder: true,
  })
  expect((await say('LOUD')).verdict).toBe('allow')
  const rule = await haechi.client.rule.get('chat.shouts')
  expect(rule).toMatchObject({
    version: 2,
    mode: 'shadow',
    when: SHOUTS.when,
    spec: SHOUTS,
    file: 'rules/chat.yaml',
    policy: { id: 'harassment.insult', version: 3, severity: 'S3' },
    evidence: { events: 1, fired: 0, wouldHaveFired: 1, unknown: 0, precision: null },
  })
  expect(rule.uses).toContainEqual({ how: 'reads', part: 'feature', name: 'chat.message/text' })
  const { hours } = await haechi.client.rule.hours('chat.shouts', { days: 1 })
  expect(hours).toEqual([expect.objectContaining({ fired: 0, shadow: 1, events: 1 })])
  const { days, rules } = await haechi.client.rule.days({ days: 3 })
  expect(days).toHaveLength(3)
  expect(rules.find(({ id }) => id === 'chat.shouts')?.fires).toEqual([0, 0, 1])
})

test('more force than the evidence bears is refused until somebody says that they know; the audit log keeps it', async () => {
  const request = {
    base: 2,
    edits: [{ kind: 'change-rule' as const, rule: 'chat.shouts', set: { mode: 'live' } }],
    why: 'An attack goes on',
  }
  const problem = await problemOf(haechi.client.rule.apply(request))
  expect(problem).toMatchObject({
    status: 409,
    type: 'urn:haechi:problem:needs-confirming',
    field: 'confirmed',
  })
  expect(problem!.errors!.map((one) => one.problem)).toEqual([
    expect.stringMatching(/^chat.shouts: It was in shadow for 0/),
    expect.stringMatching(/^chat.shouts: It has judged 1 events/),
  ])
  expect(await live()).toBe(2)
  const applied = await haechi.client.rule.apply({ ...request, confirmed: true })
  expect(applied.promotions).toEqual([
    expect.objectContaining({ rule: 'chat.shouts', from: 'shadow', to: 'live' }),
  ])
  expect((await say('LOUD')).verdict).toBe('hold')
  const { entries } = await haechi.client.audit.find({ what: 'rules.confirmed' })
  expect(JSON.stringify(entries[0])).toContain('An attack goes on')
  expect(JSON.stringify(entries[0])).toContain('shadow to live: short-shadow, few-events')
})

test('the same request sent again, after a lost answer, is answered with the version that it made', async () => {
  const again = await haechi.client.rule.apply({
    base: 2,
    edits: [{ kind: 'change-rule', rule: 'chat.shouts', set: { mode: 'live' } }],
    why: 'An attack goes on',
    confirmed: true,
  })
  expect(again.version.number).toBe(3)
  expect(await live()).toBe(3)
})

test('what was written on a version that is no longer live is refused, with who was faster', async () => {
  const edits = [{ kind: 'change-rule', rule: 'chat.shouts', set: { owner: 'late' } }] as const
  expect(
    await problemOf(haechi.client.rule.apply({ base: 2, edits: [...edits], why: 'late' })),
  ).toMatchObject({
    status: 409,
    type: 'urn:haechi:problem:version-conflict',
    detail: expect.stringContaining('Version 3 is live, not 2'),
  })
  const outcomes = await Promise.allSettled(
    ['Ann', 'Bob'].map((owner) =>
      haechi.client.rule.apply({
        base: 3,
        edits: [{ kind: 'change-rule', rule: 'chat.shouts', set: { owner } }],
        why: owner,
      }),
    ),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await live()).toBe(4)
})

test('a live rule with another condition is asked about, too; another owner is not', async () => {
  const set = { when: "text.contains('LOUD') || text.contains('BIG')" }
  const edit = await haechi.client.rule.edit({ edits: [{ kind: 'change-rule', rule: 'chat.shouts', set }] })
  expect(edit.promotions[0]!.concerns.map(({ kind }) => kind)).toEqual([
    'condition-changed',
    'never-in-shadow',
  ])
})

test('the history of a rule tells who changed what, when and why', async () => {
  const back = await haechi.client.versions.rollback({ base: 4, to: 2, why: 'The attack is over' })
  expect(back.version.number).toBe(5)
  const { changes, next } = await haechi.client.rule.history('chat.shouts')
  expect(next).toBeNull()
  expect(
    changes.map(({ version, kind, differences }) => [
      version.number,
      kind,
      differences.map(({ what }) => what),
    ]),
  ).toEqual([
    [5, 'changed', ['mode', 'owner']],
    [4, 'changed', ['owner']],
    [3, 'changed', ['mode']],
    [2, 'added', ['id', 'policy', 'on', 'when', 'then', 'mode', 'owner']],
  ])
  expect(changes[2]).toMatchObject({
    version: { why: 'An attack goes on' },
    differences: [{ what: 'mode', before: 'shadow', after: 'live' }],
    before: expect.stringContaining('mode: shadow'),
    after: expect.stringContaining('mode: live'),
  })
  expect((await haechi.client.rule.history('chat.none')).changes).toEqual([])
})

test('two versions are told apart part by part and file by file', async () => {
  const difference = await haechi.client.difference(5)
  expect(difference).toMatchObject({ from: 4, to: 5 })
  expect(difference.changes!.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^Rule chat.shouts: mode from live to shadow; owner from (Ann|Bob) to tests\.$/),
  ])
  expect(difference.files).toEqual([
    expect.objectContaining({ path: 'rules/chat.yaml', kind: 'changed', isLong: false }),
  ])
  expect((await haechi.client.difference(5, { from: 2 })).changes).toEqual([])
  expect((await haechi.client.difference(1)).files.every(({ kind }) => kind === 'added')).toBe(true)
  expect(await problemOf(haechi.client.difference(99))).toMatchObject({ status: 404 })
})

test('a policy is read with its texts and rules, and its version rises with its meaning', async () => {
  const { policies } = await haechi.client.policies.list()
  expect(policies[0]).toMatchObject({ id: 'harassment.insult', version: 3, severity: 'S3' })
  expect(policies[0]!.rules.map(({ id }) => id)).toEqual(['chat.insult', 'chat.young', 'chat.shouts'])
  await haechi.client.rule.apply({
    base: 5,
    edits: [
      {
        kind: 'change-policy',
        policy: 'harassment.insult',
        set: { guideline: { en: 'Words that hurt.' }, strike: 2 },
      },
    ],
    why: 'Clearer',
  })
  expect(await haechi.client.policies.get('harassment.insult')).toMatchObject({
    version: 4,
    strike: 2,
    guideline: { en: 'Words that hurt.' },
    notice: { en: 'Your message was an insult.' },
    file: 'policies/harassment.yaml',
  })
  const { changes } = await haechi.client.policies.history('harassment.insult')
  expect(changes[0]!.differences.map(({ what }) => what)).toEqual(['version', 'guideline', 'strike'])
})

describe('whoever means harm', () => {
  test('names no file but those of a pack', async () => {
    for (const path of [
      '../../etc/passwd.yaml',
      '/etc/x.yaml',
      'rules/../../x.yaml',
      'rules\\x.yaml',
      '.env.yaml',
      'x.sh',
      '',
    ])
      expect([path, await problemOf(haechi.client.rule.edit({ changes: { [path]: '[]' } }))]).toEqual([
        path,
        expect.objectContaining({ status: 400, field: expect.stringMatching(/^changes/) }),
      ])
    for (const file of ['../x.yaml', 'rules/../../x.yaml', 'banks/bad.yaml'])
      expect(
        (await problemOf(
          haechi.client.rule.edit({ edits: [{ kind: 'add-rule', rule: { ...SHOUTS, id: 'x.y' }, file }] }),
        ))!.status,
      ).toBeGreaterThanOrEqual(400)
    expect(await live()).toBe(6)
  })

  test('sends files that are too large or too deep, and the service stays up', async () => {
    const deep = await haechi.client.check({ changes: { 'rules/deep.yaml': '['.repeat(100_000) } })
    expect(deep.diagnostics).toContainEqual(expect.objectContaining({ code: 'too-deep' }))
    const big = await haechi.client.check({ changes: { 'rules/big.yaml': `# ${'x'.repeat(5_000_000)}` } })
    expect(big.diagnostics).toContainEqual(expect.objectContaining({ code: 'file-too-large' }))
    const many = await haechi.client.check({
      changes: { 'rules/many.yaml': `- id: x\n  when: ${'('.repeat(20_000)}\n` },
    })
    expect(many.ok).toBe(false)
    expect((await haechi.client.ready()).ready).toBe(true)
  })

  test('edits what is not there, twice, or under another name', async () => {
    const refused = (edit: object) =>
      problemOf(haechi.client.rule.edit({ edits: [edit as { kind: 'remove-rule'; rule: string }] }))
    expect(await refused({ kind: 'remove-rule', rule: 'chat.none' })).toMatchObject({
      status: 422,
      field: 'edits[0]',
    })
    expect(await refused({ kind: 'add-rule', rule: SHOUTS })).toMatchObject({ status: 422 })
    expect(await refused({ kind: 'add-rule', rule: { id: 7 } })).toMatchObject({ status: 400 })
    expect(
      await refused({ kind: 'change-rule', rule: 'chat.shouts', set: { id: 'chat.other' } }),
    ).toMatchObject({ status: 422 })
    expect(await refused({ kind: 'eval', rule: 'x' })).toMatchObject({ status: 400 })
  })

  test('may not apply without policy.manage, nor bound to some worlds', async () => {
    const { secret: reads } = await haechi.client.keys.create({ name: 'reads', scopes: ['read'] })
    const school = await tokenOf(haechi, await newPerson(haechi, 'policy_manager', { worlds: ['school'] }))
    const body = { base: 6, edits: [{ kind: 'remove-rule', rule: 'chat.young' }], why: 'x' }
    const post = async (path: string, key: string) =>
      (await haechi.request('POST', path, body, { key })).status
    expect(await post('/v1/rules/edit', reads)).not.toBe(403)
    expect(await post('/v1/rules/apply', reads)).toBe(403)
    for (const path of ['/v1/rules/apply', '/v1/versions'])
      expect([path, await post(path, school)]).toEqual([path, 403])
    const rollback = await haechi.request('POST', '/v1/versions/rollback', {}, { key: school })
    expect(rollback.status).toBe(403)
    expect(await live()).toBe(6)
  })
})

test('the same on a terminal', async () => {
  const run = (...argv: string[]): Promise<Ran> => {
    const given: Given = {
      cwd: dir,
      settings: { url: haechi.url, key: ADMIN_KEY },
      adapters: { fetch: (...args: Parameters<typeof fetch>) => fetch(...args) },
    }
    return cli(given, ...argv)
  }
  const shown = await run('rule', 'show', 'chat.shouts')
  expect(shown).toMatchObject({
    code: 0,
    out: expect.stringMatching(/rules\/chat.yaml:\d+ \(version 6, shadow\)/),
  })
  const refused = await run('rule', 'mode', 'chat.shouts', 'canary 5%', '--why', 'To try')
  expect(refused.code).not.toBe(0)
  expect(refused.err).toContain('It was in shadow for 0')
  const done = await run('rule', 'mode', 'chat.shouts', 'canary 5%', '--why', 'To try', '--confirmed')
  expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/^Version 7 judges/) })
  const history = await run('rule', 'history', 'chat.shouts')
  expect(history.out).toContain('  mode: shadow -> canary 5%\n')
})
