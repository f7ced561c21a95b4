import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comparePacks } from '../src/backtest/compare-packs.ts'
import type { CliAdapters } from '../src/cli/adapters.ts'
import { cli, type Given, type Ran } from '../src/cli/capture.fixture.ts'
import { NO_EVENT } from '../src/engine/event-frame.ts'
import { recordOf, writeHistory } from '../src/history/history.fixture.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import {
  ADMIN_KEY,
  aheadToNoon,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
} from './api-service.fixture.ts'

// Plan, apply, roll back, as an engineer does it beside a running service. The tests follow one another.

const dir = testFolder()
const ahead = aheadToNoon()
let haechi: TestService
/** A checkout of the pack, apart from the folder that the service follows. */
const checkout = join(dir, 'checkout')

beforeAll(async () => {
  cpSync(join(dir, 'pack'), checkout, { recursive: true })
  haechi = await startTestService({ dir, ahead })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function run(argv: string[], given: Partial<Given> = {}): Promise<Ran> {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  const adapters = { fetch: (...args: Parameters<typeof fetch>) => fetch(...args), ...given.adapters }
  return cli({ cwd: dir, settings, ...given, adapters }, ...argv)
}
const edit = (from: string, to: string) => {
  const path = join(checkout, 'rules/chat.yaml')
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}
const live = async () => (await haechi.client.versions.list()).live

test('a pack that is the live one has nothing to plan or apply', async () => {
  const planned = await run(['plan', 'checkout', '--exit-code'])
  expect(planned.out).toMatch(
    /^checkout against version 1 \(started \d{4}-\d\d-\d\d \d\d:\d\d\): no difference\.\n$/,
  )
  expect(planned.code).toBe(0)
  const applied = await run(['apply', 'checkout', '--why', 'nothing'])
  expect(applied).toMatchObject({ code: 0, out: planned.out })
  expect(await live()).toBe(1)
})

test('a plan says in words what would change, and changes nothing', async () => {
  edit('verdict: mask, strike: true }\n  mode: live', 'verdict: block, strike: true }\n  mode: canary 5%')
  const ran = await run(['plan', 'checkout'])
  expect(ran.out.split('\n').slice(1)).toEqual([
    '',
    '~ Rule chat.insult: mode from live to canary 5%; verdict from mask to block.',
    '',
    '1 change: 0 added, 1 changed, 0 removed.',
    expect.stringMatching(/^\d+ warnings?: haechi check checkout shows them\.$/),
    'The service follows its pack folder now; it does no more once a version is applied.',
    '',
    'No history is here to say what it would have done: name the data directory with --data DIR.',
    '',
  ])
  expect(ran.code).toBe(0)
  expect((await run(['plan', 'checkout', '--exit-code'])).code).toBe(1)
  const { out } = await run(['plan', 'checkout', '--json'])
  expect(JSON.parse(out)).toMatchObject({
    same: false,
    live: { number: 1 },
    changes: [
      {
        part: 'rule',
        name: 'chat.insult',
        kind: 'changed',
        differences: [
          { what: 'mode', before: 'live', after: 'canary 5%' },
          { what: 'verdict', before: 'mask', after: 'block' },
        ],
      },
    ],
  })
  expect(await live()).toBe(1)
})

test('a plan shows what the history says of the change, where there is one', async () => {
  const without = await run(['plan', 'checkout'])
  expect(without.out).toContain('No history is here')
  const { pack } = checkPack(TEST_PACK)
  const texts = ['you blockhead', 'good morning', 'a numbskull']
  const records = texts.map((text, i) =>
    recordOf(`d-${String(i + 1).padStart(32, '0')}`, {
      ...NO_EVENT,
      type: 'chat.message',
      ...{ world: 'plaza', time: Date.now() - 60_000, receivedAt: Date.now() - 60_000 },
      data: { text },
    }),
  )
  await writeHistory(join(dir, 'past', 'history'), pack!.eventTypes.values(), records)
  const past = { compare: comparePacks } as unknown as CliAdapters['past']
  const argv = ['plan', 'checkout', '--since', '2d', '--data', 'past']
  const { out } = await run(argv, { adapters: { past, clock: { now: () => Date.now() } } })
  expect(out).toMatch(/Over the last 2d, \d+ decisions? of 3 would be another/)
  const { out: json } = await run([...argv, '--json'], {
    adapters: { past, clock: { now: () => Date.now() } },
  })
  expect(JSON.parse(json)).toMatchObject({ history: { events: 3 }, changes: [{}] })
})

test('nobody to ask: --yes must have been said, and a reason given', async () => {
  const silent = await run(['apply', 'checkout', '--why', 'stricter'])
  expect(silent).toMatchObject({ code: 2, err: expect.stringContaining('say --yes') })
  const noReason = await run(['apply', 'checkout', '--yes'])
  expect(noReason).toMatchObject({ code: 2, err: expect.stringContaining("'--why <TEXT>'") })
  expect(await live()).toBe(1)
})

test('a person is asked, and may say no', async () => {
  const ran = await run(['apply', 'checkout', '--why', 'stricter'], { isTTY: true, stdin: 'n\n' })
  expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(/\[y\/N\] Nothing was changed\.\n$/) })
  expect(await live()).toBe(1)
})

test('applied on a yes, the version is told, and how to go back', async () => {
  const ran = await run(['apply', 'checkout', '--why', 'Insults pile up', '--by', 'Mina'], {
    isTTY: true,
    stdin: 'y\n',
  })
  expect(ran.code).toBe(0)
  expect(ran.err).toBe(`Make it live at ${haechi.url}? [y/N] `)
  expect(ran.out).toMatch(
    /\nVersion 2 judges \(ruleset r-[0-9a-f]{16}\)\. To go back: haechi rollback --to 1\n$/,
  )
  expect(await live()).toBe(2)
})

test('a plan that grew old is refused with who was faster', async () => {
  edit('canary 5%', 'live')
  const ran = await run(['apply', 'checkout', '--why', 'all', '--yes', '--base', '1'])
  expect(ran.code).toBe(4)
  expect(ran.err).toMatch(
    /Version 2 is live, not 1: applied by Mina, by .* \("Insults pile up"\)\. Plan again/,
  )
  const applied = await run(['apply', 'checkout', '--why', 'all', '--yes', '--json'])
  expect(JSON.parse(applied.out)).toMatchObject({
    version: { number: 3, via: 'apply', why: 'all', base: 2 },
    changes: [{ sentence: 'Rule chat.insult: mode from canary 5% to live.' }],
  })
})

test('a pack with errors is neither planned nor applied, and each error has its place', async () => {
  edit('bad_words.count > 0', 'bad_wrds.count > 0')
  for (const argv of [
    ['plan', 'checkout'],
    ['apply', 'checkout', '--why', 'typo', '--yes'],
  ]) {
    const ran = await run(argv)
    expect(ran.code).toBe(1)
    expect(ran.out).toMatch(
      /^checkout\/rules\/chat\.yaml:4:9: .*did you mean "bad_words"\?\ncheckout: 1 error; mend/,
    )
  }
  expect(await live()).toBe(3)
  edit('bad_wrds.count > 0', 'bad_words.count > 0')
})

test('a rollback goes back at once, and can be undone', async () => {
  const back = await run(['rollback', '--why', 'Too many', '--by', 'Ann'])
  expect(back).toMatchObject({ code: 0 })
  expect(back.out).toMatch(
    /^Version 4 judges: the pack of version 2 \(.*\)\. To undo this: haechi rollback --to 3\n$/,
  )
  expect((await run(['rollback', '--to', '3', '--json'])).code).toBe(0)
  expect(await live()).toBe(5)
  const nothing = await run(['rollback', '--to', '77'])
  expect(nothing).toMatchObject({ code: 4, err: expect.stringContaining('There is no version 77.') })
})

test('versions are listed with who, when and why', async () => {
  const ran = await run(['versions'])
  const lines = ran.out.trimEnd().split('\n')
  expect(lines[0]).toMatch(/^VERSION\s+WHEN\s+BY\s+RULESET\s+WHY$/)
  expect(
    lines.slice(1).map((line) =>
      line
        .trim()
        .split(/\s{2,}/)
        .at(-1),
    ),
  ).toEqual([
    'Back to version 3 (back to 3)',
    'Too many (back to 2)',
    'all',
    'Insults pile up',
    'The service started',
  ])
  expect(lines[1]).toMatch(/^ *\* 5 /)
  expect(JSON.parse((await run(['versions', '--json', '--limit', '2'])).out)).toMatchObject({
    live: 5,
    versions: [{ number: 5 }, { number: 4 }],
  })
})

test('one version is shown with what it changed, and can be written out', async () => {
  const ran = await run(['versions', '2', '--out', 'old'])
  expect(ran.out).toMatch(/^Version 2: applied .* by Mina, by .*: "Insults pile up"\nruleset r-/)
  expect(ran.out).toContain(
    '\n\nAgainst version 1:\n~ Rule chat.insult: mode from live to canary 5%; verdict',
  )
  expect(readFileSync(join(dir, 'old/rules/chat.yaml'), 'utf8')).toContain('mode: canary 5%')
  expect((await run(['plan', 'old'])).out).toContain('mode from live to canary 5%')
  expect(await run(['versions', '2', '--out', 'old'])).toMatchObject({ code: 2 })
  expect((await run(['versions', '5'])).out).toMatch(
    /^Version 5 \(live\): rolled back .*, with the pack of version 3\n/,
  )
  expect(await run(['versions', 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('no number') })
  expect((await run(['versions', '99'])).code).toBe(4)
})

test('rules are listed with what they did', async () => {
  for (let i = 0; i < 4; i++)
    await haechi.client.screen({ type: 'chat.message', data: { text: 'numbskull' } })
  const ran = await run(['rules'])
  const [heading, insult] = ran.out.split('\n')
  expect(heading).toMatch(/^RULE\s+MODE\s+OWNER\s+A DAY\s+YESTERDAY\s+TODAY\s+UNDECIDED\s+OUT OF LINE$/)
  expect(insult!.trim().split(/\s{2,}/)).toEqual(['chat.insult', 'live', 'tests', '–', '0', '4', '0.0 %'])
  expect(JSON.parse((await run(['rules', '--json'])).out).rules).toHaveLength(2)
})

test('the registry shows the whole pack, or one part of it', async () => {
  const all = await run(['registry', 'checkout'])
  expect(all.out).toMatch(/^PART\s+NAME\s+USES\s+USED BY\nrule\s+chat\.insult\s+\d+\s+0\n/)
  expect(all.out).toMatch(/\nNothing uses:\n(.*\n)* {2}feature chat\.message\/mentions\n/)
  const one = await run(['registry', 'bad_words'], { settings: { pack: 'checkout' } })
  expect(one.out).toBe(
    'signal bad_words\n  reads bank bad, feature chat.message/text\n  used by\n    reads it: rule chat.insult, rule chat.young\n',
  )
  expect((await run(['registry', 'checkout', 'mentions'])).out).toContain('nothing uses it')
  expect(await run(['registry', 'checkout', 'bad_word'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean "bad_words"?'),
  })
  const { parts } = JSON.parse((await run(['registry', 'checkout', 'bad', '--json'])).out)
  expect(parts).toMatchObject([{ part: 'bank', name: 'bad', unused: false }])
})
