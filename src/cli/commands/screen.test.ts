import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cli } from '../capture.fixture.ts'
import { OutputClosed } from '../output.ts'
import { smallPack } from '../small-pack.fixture.ts'

const LOCAL = ['--local', '--pack', 'pack']

/** Result lines without what differs from run to run. */
function parsed(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { latencyMs: _, ...rest } = JSON.parse(line) as Record<string, unknown>
      return rest
    })
}

async function withFile(name: string, text: string): Promise<string> {
  const cwd = await smallPack()
  await writeFile(join(cwd, name), text)
  return cwd
}

test('a text is judged here, with the rule that fired', async () => {
  const cwd = await smallPack()
  const held = await cli({ cwd }, 'screen', ...LOCAL, 'grumble grumble')
  expect(held.out).toMatch(/^hold\n {2}chat\.rude \(conduct\.rude@1, S3\)/)
  expect(held.code).toBe(0)
  expect((await cli({ cwd }, 'screen', ...LOCAL, 'good day')).out).toMatch(
    /^allow\nnothing stored; ruleset r-/,
  )
  const json = await cli({ cwd }, 'screen', ...LOCAL, 'good day', '--json')
  expect(JSON.parse(json.out)).toMatchObject({ verdict: 'allow', reasons: [] })
})

test('an event type that the pack does not have is refused with the one that was meant', async () => {
  const ran = await cli({ cwd: await smallPack() }, 'screen', ...LOCAL, '--type', 'chat.mesage', 'hi')
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('did you mean "chat.message"?') })
})

test('without a service, the sentence says both ways out', async () => {
  const cwd = await smallPack()
  // No time is spent on waiting before the calls are made again.
  const ran = await cli({ cwd, settings: { key: 'k', url: 'http://127.0.0.1:9' } }, 'screen', 'hi')
  expect(ran.code).toBe(3)
  expect(ran.err).toContain('haechi start')
  expect(ran.err).toContain('--local')
  expect(ran.err).not.toContain('    at ')
})

test('a failure shows its trace only when it is asked for', async () => {
  const cwd = await smallPack()
  expect((await cli({ cwd }, 'screen', 'hi', '--debug')).err).toContain('    at ')
})

test('lines of stdin are judged, and --json prints nothing but results', async () => {
  const cwd = await smallPack()
  const ran = await cli({ cwd, stdin: 'good day\n\ngrumble\n' }, 'screen', ...LOCAL, '--json')
  expect(parsed(ran.out)).toMatchObject([
    { line: 1, verdict: 'allow' },
    { line: 3, verdict: 'hold' },
  ])
})

test('the text column of a CSV is found, quoted line breaks and all', async () => {
  const cwd = await withFile('cases.csv', 'id,test_case,label\n1,"grumble,\nhe said",a\n2,good,b\n3,short\n')
  const ran = await cli({ cwd }, 'screen', ...LOCAL, '--file', 'cases.csv', '--json')
  expect(parsed(ran.out)).toMatchObject([
    { line: 2, verdict: 'hold' },
    { line: 4, verdict: 'allow' },
    { line: 5, problem: { detail: '2 fields where the heading has 3' } },
  ])
  expect(ran.code).toBe(0)
})

test('a CSV without a usual heading asks for the column, by what there is', async () => {
  const cwd = await withFile('cases.csv', 'a,b\n1,2\n')
  const ran = await cli({ cwd }, 'screen', ...LOCAL, '--file', 'cases.csv')
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--column with one of: a, b') })
  const chosen = await cli({ cwd }, 'screen', ...LOCAL, '--file', 'cases.csv', '--column', 'b', '--json')
  expect(parsed(chosen.out)).toHaveLength(1)
})

test('JSON lines may be events, objects with a text, or texts; the bad ones are counted by line', async () => {
  const lines = [
    '{"type":"chat.message","data":{"text":"grumble"}}',
    '{"text":"good"}',
    '"grumble"',
    '{broken',
    '{"id":"mine","data":{"text":"good"}}',
    '{"data":{"txt":"good"}}',
  ]
  const cwd = await withFile('events.jsonl', lines.join('\n'))
  const ran = await cli({ cwd }, 'screen', ...LOCAL, '--file', 'events.jsonl', '--json')
  expect(parsed(ran.out)).toMatchObject([
    { line: 1, verdict: 'hold' },
    { line: 2, verdict: 'allow' },
    { line: 3, verdict: 'hold' },
    { line: 4, problem: { detail: 'not JSON' } },
    { line: 5, id: 'mine', verdict: 'allow' },
    { line: 6, problem: { status: 400 } },
  ])
  expect(ran.err).toContain('line 4: not JSON')
})

test('cut off at any byte, the results are made whole by running again', async () => {
  const text = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? `grumble ${i}` : `good ${i}`)).join('\n')
  const cwd = await withFile('lines.txt', text)
  const run = (out: string) => cli({ cwd }, 'screen', ...LOCAL, '--file', 'lines.txt', '--out', out, '--json')
  const first = await run('whole.ndjson')
  const whole = await readFile(join(cwd, 'whole.ndjson'), 'utf8')
  expect(parsed(whole)).toHaveLength(30)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
      const out = join(cwd, 'cut.ndjson')
      await writeFile(out, whole)
      await truncate(out, length)
      const again = await run('cut.ndjson')
      expect(parsed(await readFile(out, 'utf8'))).toEqual(parsed(whole))
      const { verdicts, judged } = JSON.parse(first.out)
      expect(JSON.parse(again.out)).toMatchObject({ verdicts, judged })
    }),
    { numRuns: 25 },
  )
})

test('a file that holds anything but results of this input is left alone', async () => {
  const cwd = await withFile('lines.txt', 'good\nfine\n')
  const run = (...more: string[]) =>
    cli({ cwd }, 'screen', ...LOCAL, '--file', 'lines.txt', '--out', 'out.ndjson', ...more)
  for (const foreign of ['my notes\n', 'my notes', '{"a":1}\n', '{"line":2}\n{"line":1}\n']) {
    await writeFile(join(cwd, 'out.ndjson'), foreign)
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining('choose another --out') })
    expect(await readFile(join(cwd, 'out.ndjson'), 'utf8')).toBe(foreign)
  }
  await writeFile(join(cwd, 'out.ndjson'), '')
  expect((await run()).code).toBe(0)
  const before = await readFile(join(cwd, 'out.ndjson'), 'utf8')
  expect(await run('--run', 'second')).toMatchObject({
    code: 2,
    err: expect.stringContaining('another input'),
  })
  expect(await readFile(join(cwd, 'out.ndjson'), 'utf8')).toBe(before)
})

test('Ctrl-C leaves whole lines, says how to go on, and going on ends where one run would', async () => {
  const text = Array.from({ length: 5000 }, (_, i) => `good ${i}`).join('\n')
  const cwd = await withFile('lines.txt', text)
  const argv = ['screen', ...LOCAL, '--file', 'lines.txt', '--out', 'out.ndjson']
  let asks = 0
  const interrupted = await cli(
    {
      cwd,
      adapters: {
        onInterrupt: (stop) => {
          asks++
          setTimeout(stop, 0)
          return () => {}
        },
      },
    },
    ...argv,
  )
  expect(asks).toBe(1)
  expect(interrupted).toMatchObject({ code: 130, err: expect.stringContaining('run the same command again') })
  const part = await readFile(join(cwd, 'out.ndjson'), 'utf8')
  expect(part === '' || part.endsWith('\n')).toBe(true)
  expect(parsed(part).length).toBeLessThan(5000)
  expect((await cli({ cwd }, ...argv)).code).toBe(0)
  const lines = parsed(await readFile(join(cwd, 'out.ndjson'), 'utf8')).map(({ line }) => line)
  expect(lines).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1))
})

test('a reader that goes away ends the work quietly', async () => {
  const cwd = await smallPack()
  const closed = {
    isTTY: false,
    columns: 80,
    write: () => Promise.reject(new OutputClosed('nobody reads')),
  }
  const ran = await cli({ cwd, stdin: 'good\n', adapters: { stdout: closed } }, 'screen', ...LOCAL, '--json')
  expect(ran).toEqual({ code: 0, out: '', err: '' })
})

test('what cannot go together is refused before anything is done', async () => {
  const cwd = await smallPack()
  expect((await cli({ cwd }, 'screen', 'hi', '--file', 'x')).code).toBe(2)
  expect((await cli({ cwd, isTTY: true }, 'screen')).code).toBe(2)
  expect((await cli({ cwd, settings: { key: 'k' } }, 'screen', 'hi', '--pack', 'pack')).code).toBe(2)
  expect((await cli({ cwd }, 'screen', ...LOCAL, '--file', 'none.txt')).err).toContain(
    'none.txt cannot be read',
  )
  expect((await cli({ cwd }, 'screen', '--frobnicate')).err).toContain('unknown option')
})
