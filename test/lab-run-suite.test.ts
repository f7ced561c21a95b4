import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { seededRandom } from '../src/lab/text/seeded-random.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { barredCsv, givenModel, sentence, writeModel } from './given-models.fixture.ts'
import { labAdapters } from './lab-service.fixture.ts'

// Behavioural suites of one's own, from the command to the gate.

let haechi: TestService
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-lab-suite-'))
  haechi = await startTestService({ lab: await labAdapters(join(dir, 'files')) })
  writeFileSync(join(dir, 'rows.csv'), barredCsv(2400))
  writeModel(join(dir, 'model'), givenModel('onnx'))
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function labRun(...more: string[]) {
  const given = { cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }
  return cli(
    given,
    ...['lab', 'run', 'words', '--data', 'rows.csv', '--model', 'model', '--learner', 'onnx'],
    ...['--bar', 'precision=0.8', '--bar', 'latencyMs=1000', '--json', ...more],
  )
}

/** A suite as HateCheck is laid out. */
function hateCheck(name: string, label: (barred: boolean) => string): string {
  const draw = seededRandom(19)
  const rows = Array.from({ length: 40 }, (_, i) => {
    const barred = i % 2 === 0
    const functionality = barred ? 'barred_plain' : 'plain_nb'
    return `${i},${functionality},${i},"${sentence(barred, draw)}",${label(barred)}`
  })
  writeFileSync(join(dir, name), `,functionality,case_id,test_case,label_gold\n${rows.join('\n')}\n`)
  return name
}

interface Gate {
  readonly gate: string
  readonly verdict: string
  readonly says: string
  readonly figures: Record<string, number>
}

/** What the gate of suites said, and the model. */
async function judged(...suites: string[]): Promise<{ gate: Gate; model: string }> {
  const { code, out, err } = await labRun(...(suites.length === 0 ? [] : ['--suite', ...suites]))
  if (code !== 0) throw new Error(out + err)
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { gates?: Gate[]; model: string })
  return {
    gate: lines.flatMap(({ gates = [] }) => gates).find(({ gate }) => gate === 'suites')!,
    model: lines.at(-1)!.model,
  }
}

test("suites of one's own are run beside those built in; each changes what the model is", async () => {
  const without = await judged()
  const good = hateCheck('good.csv', (barred) => (barred ? 'hateful' : 'non-hateful'))
  const own = await judged(good)
  expect(own.gate).toMatchObject({ verdict: 'pass', figures: { ...without.gate.figures, good: 1 } })
  expect(own.model).not.toBe(without.model)
  const { entries } = await haechi.client.models.get(own.model)
  const { number } = entries.find(({ kind }) => kind === 'evaluation')!
  const { evaluation } = (await haechi.client.models.entry(own.model, number)).body as {
    evaluation: { suites: { suite: string; cases: number; sha256: string }[] }
  }
  expect(evaluation.suites.find(({ suite }) => suite === 'good')).toMatchObject({
    ...{ cases: 40, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })

  // A model that does the opposite of what is asked for may not act.
  writeFileSync(
    join(dir, 'strict.yaml'),
    `functionalities: [{ name: never, expect: violates, must_pass: true, cases: [${sentence(false, seededRandom(5))}] }]`,
  )
  const failed = await judged('strict.yaml', good)
  expect(failed.gate).toMatchObject({
    verdict: 'fail',
    says: expect.stringContaining('strict: never must be right'),
  })
  expect(new Set([without.model, own.model, failed.model]).size).toBe(3)
  // In whichever order: the same suites make the same model.
  expect((await judged(good, 'strict.yaml')).model).toBe(failed.model)
})

test.each([
  ['no.txt', 'text,expect\nhello,fine\n', /no\.txt is no suite/],
  ['away.csv', undefined, /away\.csv cannot be read \(ENOENT\)/],
  ['latin.csv', Buffer.from('text,expect\nh\xe4ll,fine\n', 'latin1'), /latin\.csv is not UTF-8/],
  ['cell.csv', 'text,expect\nsecret words,maybe\n', /cell\.csv:2: what is expected is neither/],
  ['empty.csv', 'text,expect\n', /empty\.csv has no cases/],
  ['cut.csv', 'text,expect\n"secret words,fine\n', /cut\.csv:2: the quote is not closed/],
  ['everyday-en.csv', 'text,expect\nhello,fine\n', /two suites called everyday-en/],
])('the suite %s is told of before anything begins', async (name, bytes, says) => {
  if (bytes !== undefined) writeFileSync(join(dir, name), bytes)
  const before = await haechi.client.labRuns.list('words')
  const { code, out, err } = await labRun('--suite', name)
  expect([code, out, err]).toEqual([2, '', expect.stringMatching(says)])
  expect(err).not.toContain('secret')
  expect(await haechi.client.labRuns.list('words')).toHaveLength(before.length)
})

test('the service takes no suite that it does not have, or cannot read', async () => {
  const bytes = new TextEncoder().encode('text,expect\nsecret words,perhaps\n')
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  const suite = { name: 'own.csv', sha256, size: bytes.length }
  const begin = () => haechi.client.labRuns.begin({ task: 'words', suites: [suite] })
  await expect(begin()).rejects.toThrow(/own\.csv is not here; upload it/)
  await haechi.client.labFiles.add(sha256, { size: bytes.length, at: 0, bytes })
  await expect(begin()).rejects.toThrow(/own\.csv:2: what is expected is neither/)
  await expect(begin()).rejects.not.toThrow(/secret/)
})
