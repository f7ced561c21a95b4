import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { chatRows, labAdapters } from './lab-service.fixture.ts'

let haechi: TestService
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-lab-bad-'))
  haechi = await startTestService({ lab: await labAdapters(dir) })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const rows = chatRows(2600)
const csv = (of: readonly { text: string; label: string }[]) =>
  `text,label\n${of.map(({ text, label }) => `"${text.replaceAll('"', '""')}",${label}`).join('\n')}\n`

function labRun(task: string, content: string): Promise<Ran> {
  const file = join(dir, `${task}.csv`)
  writeFileSync(file, content)
  const given = { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  return cli(given, 'lab', 'run', task, '--data', file, '--json')
}

test('one command takes a CSV to shadow: an object a step, the last one says where the model stands', async () => {
  const { code, out, err } = await labRun('good', csv(rows))
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect([code, lines.map(({ step }) => step)]).toEqual([
    0,
    ['snapshot', 'train', 'calibrate', 'certify', 'gates', 'shadow', undefined],
  ])
  expect(lines.at(-1)).toEqual({
    model: expect.stringMatching(/^mdl-[0-9a-f]{32}$/),
    state: 'shadow',
    seconds: expect.any(Number),
  })
  // The columns that were found are named back.
  expect(err).toContain('text "text"; label "label"')
})

test('nothing to learn from is said plainly, and nothing is left behind', async () => {
  const cases = [
    ['empty', 'text,label\n', /no row|empty|nothing/i],
    [
      'one_class',
      csv(rows.map((row) => ({ ...row, label: 'ordinary' }))),
      /one class|all .* rows|say which/i,
    ],
    ['few', csv(rows.slice(0, 12)), /at least|too few|needed/i],
  ] as const
  for (const [task, content, says] of cases) {
    const { code, out, err } = await labRun(task, content)
    expect([task, code === 0, out]).toEqual([task, false, ''])
    expect(err, task).toMatch(says)
    expect(await haechi.client.labRuns.list(task)).toEqual([])
  }
})

test('a label that is misspelt is named, and counts only when somebody says what it is', async () => {
  const typos = rows.map((row, i) => (i % 400 === 3 ? { ...row, label: 'ordinray' } : row))
  const { code, out, err } = await labRun('typos', csv(typos))
  expect([code === 0, out]).toEqual([false, ''])
  expect(err).toContain('"ordinray" (7 rows) looks like "ordinary" misspelt')
  expect(err).toContain('--fine "ordinray"')
})

test('nine of ten rows that are copies are kept together, told of, and certify nothing by their number', async () => {
  const copies = rows.flatMap((row, i) => (i < 260 ? Array.from({ length: 10 }, () => row) : []))
  const { code, out, err } = await labRun('copies', csv(copies))
  if (out === '') expect(err).toMatch(/different|near-duplicates/)
  else {
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0].figures.duplicates).toBeGreaterThan(2000)
    expect(lines.at(-1).state).not.toBe('live')
  }
  expect([0, 4, 6]).toContain(code)
})
