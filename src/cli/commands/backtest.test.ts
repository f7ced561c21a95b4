import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runInvestigation } from '../../backtest/investigate/run-investigation.ts'
import { explainBacktest, runBacktest } from '../../backtest/run-backtest.ts'
import type { JudgedEvent } from '../../core/event.ts'
import { decisionIds } from '../../core/id.ts'
import { recordOf, writeHistory } from '../../history/history.fixture.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { readPackFolder } from '../../pack/read-pack.ts'
import type { CliAdapters } from '../adapters.ts'
import { cli, type Ran } from '../capture.fixture.ts'
import { smallPack, smallPackFile } from '../small-pack.fixture.ts'

const HOSTILE = `grumble </style><script>alert(1)</script><img src=x onerror=alert(2)>" '\u202ekcab`
const measures = { stopwatch: () => performance.now(), cpuMs: () => process.cpuUsage().user / 1000 }
const past: CliAdapters['past'] = {
  backtest: (run, asked) => runBacktest({ ...run, ...measures }, asked),
  explain: async (subject) => explainBacktest(subject),
  investigate: (run, asked) => runInvestigation({ ...run, ...measures }, asked),
  compare: () => Promise.reject(new Error('not in this test')),
}
const ids = decisionIds()
const RANGE = ['--from', '2026-11-20', '--to', '2026-11-23']
let folder: string
let first: string

/** Events on the 20th and the 22nd: of the day between there is nothing. */
beforeAll(async () => {
  folder = await smallPack()
  const { pack } = checkPack(await readPackFolder(join(folder, 'pack')))
  const records = Array.from({ length: 100 }, (_, i) => {
    const received = Date.UTC(2026, 10, i < 60 ? 20 : 22, 1) + i * 60_000
    const event: JudgedEvent = {
      id: `e-${i}`,
      type: 'chat.message',
      time: received,
      receivedAt: received,
      world: 'plaza',
      session: undefined,
      actor: `account:u${i % 5}` as JudgedEvent['actor'],
      target: undefined,
      data: { text: i % 4 === 0 ? HOSTILE : 'good day' },
    }
    return recordOf(ids(received), event, i % 8 === 0 ? { verdict: 'hold', fired: ['chat.rude'] } : {})
  })
  first = records[0]!.id
  await writeHistory(join(folder, 'data', 'history'), pack!.eventTypes.values(), records)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...argv: string[]): Promise<Ran> =>
  cli({ cwd: folder, settings: { dataDir: 'data' }, adapters: { past } }, ...argv)

test('a rule over the past: a chart by day, what was missing, agreement with what was recorded, examples', async () => {
  const { code, out } = await run('backtest', 'chat.rude', ...RANGE)
  expect(code).toBe(0)
  expect(out).toContain('100 events judged')
  expect(out).toMatch(/2026-11-20 +█+ +15\n/)
  expect(out).toMatch(/2026-11-22 +█+.? +10\n/)
  expect(out).toMatch(/MISSING: .*2026-11-21/)
  expect(out).toContain('fired on 13 events; the backtest fires on 25 of the same: 13 agree, 12 differ.')
  expect(out).toContain('makes 12 decisions stricter than recorded')
  // What a player wrote cannot turn the terminal's text round.
  expect(out).toContain('\\u202ekcab')
  expect(out).not.toContain('\u202e')
})

test('--json is the report and nothing else; without examples it holds no content', async () => {
  const { out } = await run('backtest', 'chat.rude', ...RANGE, '--json', '--examples', '0')
  expect(JSON.parse(out)).toMatchObject({
    format: 1,
    covered: { events: 100, missingDays: ['2026-11-21'] },
    rules: [{ rule: 'chat.rude', fired: 25, perDay: [15, 0, 10], accounts: { count: 5, exact: true } }],
    verdicts: { changed: 12, stricter: 12, milder: 0 },
  })
  expect(out).not.toContain('alert')
})

test('--html is one file that asks for nothing and shows hostile content as text', async () => {
  const { out, code } = await run('backtest', 'chat.rude', ...RANGE, '--html', 'report.html')
  expect([code, out]).toEqual([0, expect.stringContaining('Written to report.html')])
  const page = await readFile(join(folder, 'report.html'), 'utf8')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).toContain('[U+202E]')
  const tags = page.match(/<[^>]*>/g)!.join('\n')
  expect(tags).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|\sstyle=|\ssrc=|javascript:/i)
  expect(page).not.toMatch(/@import|url\(/)
  expect(page.match(/https?:\/\//g)).toBeNull()
  expect(page).toMatch(/default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'/)
  expect(page).toContain('<svg')
})

test('a file with one rule, and a condition by itself', async () => {
  const rule = smallPackFile('rules/chat.yaml').replace('chat.rude', 'chat.kind').replace('grumble', 'good')
  await mkdir(join(folder, 'drafts'), { recursive: true })
  await writeFile(join(folder, 'drafts', 'kind.yaml'), rule)
  expect((await run('backtest', 'drafts/kind.yaml', ...RANGE)).out).toContain('fires on 75 events')
  await writeFile(join(folder, 'drafts', 'two.yaml'), rule + rule.replace('chat.kind', 'chat.other'))
  expect(await run('backtest', 'drafts/two.yaml', ...RANGE)).toMatchObject({
    code: 2,
    err: expect.stringContaining('has 2 rules; give a file with one'),
  })
  const condition = await run('backtest', '--when', 'text.size() < 10', '--on', 'chat.message', ...RANGE)
  expect(condition.out).toContain('fires on 75 events')
})

test('annotations measure it, and one that cannot be read is told by its line', async () => {
  const file = join(folder, 'truth.ndjson')
  await writeFile(file, `{"decision":"${first}","violates":true}\n{"event":"e-4","violates":false}\n`)
  const { out } = await run('backtest', 'chat.rude', ...RANGE, '--annotations', 'truth.ndjson')
  expect(out).toMatch(/precision 50 % \(.*1 of 2 annotated\)/)
  await writeFile(file, '{"decision":"d-1","violates":true}\n')
  expect(await run('backtest', 'chat.rude', ...RANGE, '--annotations', 'truth.ndjson')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/truth\.ndjson:1 decision: /),
  })
})

test.each([
  [['backtest', 'chat.rud'], 1, /no rule "chat.rud"; did you mean "chat.rude"\?/],
  [['backtest', '--when', 'txt == "x"', '--on', 'chat.message'], 1, /condition:1:1: .*did you mean "text"/],
  [
    ['backtest', '--when', 'true', '--on', 'chat.massage'],
    1,
    /no event type "chat.massage"; did you mean "chat.message"/,
  ],
  [['backtest', '--when', 'true'], 2, /--when needs --on TYPE/],
  [['backtest', '--from', '2026-11-23', '--to', '2026-11-20'], 2, /--from is not before --to/],
  [['backtest', '--data', 'nowhere'], 2, /There is no history in nowhere; .*--data DIR/],
  [['investigate', 'true', '--on', 'chat.message', '--by', 'nobody'], 1, /cannot be grouped by nobody/],
  [['investigate', 'true', '--on', 'chat.message', '--every', '1x'], 2, /--every 1x is no length of time/],
])('%j ends with %i and the way out', async (argv, code, err) => {
  const ran = await run(...argv)
  expect(ran.err).toMatch(err)
  expect(ran.code).toBe(code)
})

test('a pack with errors is not judged', async () => {
  const broken = await smallPack({
    'rules/chat.yaml': smallPackFile('rules/chat.yaml').replace('text.', 'txt.'),
  })
  const ran = await run('backtest', join(broken, 'pack'), ...RANGE)
  await rm(broken, { recursive: true, force: true })
  expect(ran.err).toMatch(/The pack has an error\n {2}rules\/chat\.yaml:4:9: .*did you mean "text"/)
  expect(ran.code).toBe(1)
})

test('Ctrl-C ends it cleanly', async () => {
  const onInterrupt = (stop: () => void) => {
    stop()
    return () => {}
  }
  const given = { cwd: folder, settings: { dataDir: 'data' }, adapters: { past, onInterrupt } }
  const ran = await cli(given, 'backtest', 'pack', ...RANGE)
  expect(ran).toMatchObject({ code: 130, out: '', err: 'haechi: stopped; nothing was changed.\n' })
})

test('--explain-plan says how and why, and needs no history', async () => {
  const ran = await run('backtest', 'chat.rude', '--explain-plan', '--data', 'nowhere')
  expect(ran.out).toMatch(/^chat\.message: by SQL, since all hangs on the event alone\.\n/)
})

test('a condition over time and by group', async () => {
  const argv = ['investigate', 'text.contains("good")', '--on', 'chat.message', '--by', 'actor', '--top', '2']
  const { out } = await run(...argv, ...RANGE, '--every', '1d')
  expect(out).toContain('75 of 100 events of type chat.message match (75 %)')
  expect(out).toMatch(/2026-11-20 +█+ +45\n/)
  expect(out).toMatch(/actor +EVENTS\naccount:u0 +15 +20 % +█+\naccount:u1 +15/)
  expect(out).toContain('and 45 events in 3 other groups')
  const json = JSON.parse((await run(...argv, ...RANGE, '--json', '--no-sql')).out)
  expect(json.groups).toEqual({
    rows: [
      { values: ['account:u0'], matched: 15 },
      { values: ['account:u1'], matched: 15 },
    ],
    others: 45,
    distinct: 5,
    within: 0,
  })
})
