import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestService } from './api-service.fixture.ts'
import { chatRows, importRows, startLabService } from './lab-service.fixture.ts'

let lab: Awaited<ReturnType<typeof startLabService>>
let haechi: TestService
const rows = chatRows(5000)
beforeAll(async () => {
  lab = await startLabService()
  haechi = lab.haechi
})
afterAll(() => lab?.end())

/** Runs to shadow; gives the model, and what its last step says. */
async function run(asked: Parameters<TestService['client']['labRuns']['begin']>[0]) {
  const { id } = await haechi.client.labRuns.begin(asked)
  for await (const line of haechi.client.labRuns.follow(id))
    if (line.kind === 'end') return { model: line.run.model!, last: line.run.steps.at(-1)! }
  throw new Error('the run did not end')
}

test('a model is proved by the standard that it was made under; who asks for less evidence gets one that ranks at most', async () => {
  const dataset = await importRows(haechi.client, 'standard', rows)
  const first = await run({ task: 'standard', dataset })
  expect(first.last).toMatchObject({ step: 'shadow', says: expect.not.stringContaining('two persons') })
  expect((await haechi.client.models.get(first.model)).model.cap).toBe('irreversible')
  const before = await haechi.client.probation(first.model)

  // One person alone, while it is being proved.
  const loose = { alphaPass: 0.49, accounts: 1, days: 0 }
  const second = await run({ task: 'standard', dataset, seed: 2, bars: { precision: 0.5 }, probation: loose })
  const after = await haechi.client.probation(first.model)
  expect(after).toEqual({
    ...before,
    wayOut: after.wayOut,
    exposure: { ...after.exposure, days: expect.anything() },
  })
  expect(after.exposure).toMatchObject({ accounts: { needed: 50 }, days: { needed: 7 } })

  expect(second.last.says).toMatch(/less evidence than is usual \(precision, accounts, days, alphaPass\)/)
  const { model, entries } = await haechi.client.models.get(second.model)
  expect(model).toMatchObject({ state: 'shadow', cap: 'rank' })
  expect(entries.find(({ kind, body }) => kind === 'move' && body.to === 'shadow')?.body).toMatchObject({
    cap: 'rank',
  })
  expect((await haechi.client.models.verify()).ok).toBe(true)
})
