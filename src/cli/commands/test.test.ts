import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli } from '../capture.fixture.ts'
import { smallPack } from '../small-pack.fixture.ts'

const STORY = `- test: grumbling is held
  story:
    - event: { type: chat.message, data: { text: grumble } }
      expect: { verdict: hold, fired: [chat.rude] }
- test: greeting is not
  story:
    - repeat: 2
      event: { type: chat.message, data: { text: hello } }
      expect: { verdict: allow, fired: [] }
`
const FAILING = STORY.replace('text: hello', 'text: grumbles')

test('tests that pass are a line for each file, and a sum', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': STORY, 'tests/b.yaml': STORY })
  const ran = await cli({ cwd }, 'test', 'pack')
  expect(ran.out).toMatch(
    /^ok {4}pack\/tests\/a\.yaml {2}2 tests, 3 events\nok {4}pack\/tests\/b\.yaml {2}2 tests, 3 events\n\n4 tests, all passed; 6 events in \d+\.\d s\n$/,
  )
  expect(ran).toMatchObject({ code: 0, err: '' })
})

test('a failure names the test, the step and the place, what was expected, what came and why', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': FAILING })
  const ran = await cli({ cwd }, 'test')
  expect(ran.code).toBe(1)
  expect(ran.out).toContain(`FAIL  pack/tests/a.yaml  2 tests, 3 events, 1 failed

pack/tests/a.yaml:9:26: "greeting is not", step 1, event 1 of it
  expected  verdict allow
  got       hold
    chat.rude matched (hold)
`)
  expect(ran.out).toMatch(/\n2 tests, 1 failed; 3 events in /)
})

test('--only runs the tests with that in their name or file', async () => {
  const cwd = await smallPack({
    'tests/a.yaml': FAILING,
    'tests/other.yaml': STORY.replaceAll('is ', 'was '),
  })
  const only = async (pattern: string) =>
    (await cli({ cwd }, 'test', '--only', pattern)).out.match(/\d+ tests?, all/)?.[0]
  expect(await only('GRUMBLING')).toBe('2 tests, all')
  expect(await only('grumb*held')).toBe('2 tests, all')
  expect(await only('tests/other')).toBe('2 tests, all')
  expect(await cli({ cwd }, 'test', '--only', 'held*grumb')).toMatchObject({
    code: 2,
    err: 'haechi: None of the 4 tests has "held*grumb" in its name or file\n',
  })
})

test('--json is one document and nothing else, with coverage when it is asked for', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': FAILING })
  const ran = await cli({ cwd }, 'test', 'pack', '--json', '--coverage')
  expect(ran).toMatchObject({ code: 1, err: '' })
  expect(JSON.parse(ran.out)).toMatchObject({
    pack: 'pack',
    ok: false,
    tests: 2,
    failed: 1,
    results: [
      { test: 'grumbling is held', ok: true, events: 1, failures: [] },
      {
        test: 'greeting is not',
        place: { file: join('pack', 'tests/a.yaml'), line: 5, column: 9 },
        failures: [{ step: 1, repetition: 1, expected: 'verdict allow', got: 'hold' }, {}, {}, {}],
      },
    ],
    coverage: {
      rules: { reached: 1, of: 1 },
      neverFired: [],
      oneSided: [{ rule: 'chat.rude', never: ['false'] }],
    },
  })
})

test('--coverage tells what is left', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': STORY.slice(STORY.indexOf('- test: greeting')) })
  const { out } = await cli({ cwd }, 'test', '--coverage')
  expect(
    out,
  ).toContain(`Coverage 50 %: 0 of 1 rules fired, 1 of 2 outcomes of conditions seen, 1 of 1 features given

Rules that never fired:
  chat.rude  pack/rules/chat.yaml:1:7
`)
  // That its condition was never true goes without saying.
  expect(out).not.toContain('never true')
})

test('a mistake in a test, or in the pack, is told as check tells it, and nothing is run', async () => {
  const inTest = await smallPack({ 'tests/a.yaml': STORY.replace('[chat.rude]', '[chat.ruder]') })
  const mistake = 'pack/tests/a.yaml:4:40: unknown rule "chat.ruder"; did you mean "chat.rude"?\n'
  expect(await cli({ cwd: inTest }, 'test')).toMatchObject({
    code: 1,
    out: `${mistake}pack: 1 error; nothing was run\n`,
  })
  const checked = await cli({ cwd: inTest }, 'check')
  expect(checked.code).toBe(1)
  expect(checked.out).toContain(mistake)
  const inPack = await smallPack({ 'tests/a.yaml': STORY, 'queues.yaml': 'a: 5\n' })
  const ran = await cli({ cwd: inPack }, 'test')
  expect(ran.code).toBe(1)
  expect(ran.out).toMatch(/^pack\/queues\.yaml:1:4: .*\npack: 1 error; nothing was run\n$/)
})

test('a pack without tests says where they go', async () => {
  const ran = await cli({ cwd: await smallPack() }, 'test')
  expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('write some into pack/tests/') })
})

test('--watch runs again at each change, clears a terminal, outlives a broken pack, and ends with Ctrl-C', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': FAILING })
  const file = join(cwd, 'pack/tests/a.yaml')
  let written = ''
  let stop = () => {}
  const until = async (text: string) => {
    while (!written.includes(text)) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const stdout = {
    isTTY: true,
    columns: 80,
    async write(text: string) {
      written += text
    },
  }
  const ran = cli(
    {
      cwd,
      adapters: {
        stdout,
        onInterrupt: (given) => {
          stop = given
          return () => {}
        },
      },
    },
    'test',
    'pack',
    '--watch',
  )
  await until('1 failed; 3 events')
  await until('Watching pack; Ctrl-C ends.')
  await appendFile(file, '  broken: [\n')
  await until('nothing was run')
  // At once, so that no run sees a file that is half written.
  await writeFile(join(cwd, 'mended.yaml'), STORY)
  await rename(join(cwd, 'mended.yaml'), file)
  await until('all passed')
  stop()
  expect((await ran).code).toBe(0)
  expect(written.split('\x1b[2J').length - 1).toBe(3)
  expect(await readFile(file, 'utf8')).toBe(STORY)
})

test('without a terminal the screen is not cleared', async () => {
  const cwd = await smallPack({ 'tests/a.yaml': STORY })
  const ran = await cli(
    {
      cwd,
      adapters: {
        onInterrupt: (stop) => {
          setTimeout(stop, 0)
          return () => {}
        },
      },
    },
    'test',
    '--watch',
  )
  expect(ran.out).not.toContain('\x1b')
})
