import { type Client, createClient } from '../src/client/client.ts'
import { seededRandom } from '../src/demo/random.ts'
import { addGoldenItems } from '../src/demo/review/add-golden.ts'
import { readTruths } from '../src/demo/review/known-truth.ts'
import { pickGolden } from '../src/demo/review/pick-golden.ts'
import { createReviewers } from '../src/demo/review/reviewer.ts'
import { runReview } from '../src/demo/review/run-review.ts'
import { seatPeople } from '../src/demo/review/seat-people.ts'
import { awaited } from './browser-await.fixture.ts'
import type { SeededTraffic } from './browser-traffic.fixture.ts'

export const REPORTER = 'account:witness'

/** Simulated people judge some of the jobs; golden items lie among them; players report and appeal. */
export async function seedJudgements(
  { client, url }: { readonly client: Client; readonly url: string },
  { linesFile, some }: SeededTraffic,
  count: number,
): Promise<{ job: string; enforcement: string; statement: string; openAppeal: string }> {
  // 1. Golden items and judgements, by three people who err now and then.
  const random = seededRandom(7)
  const truths = await readTruths(linesFile)
  const served = ['default', 'audit']
  await addGoldenItems(client, pickGolden(random, truths, 12), served)
  const clientOf = (key: string) => createClient({ url, key, timeoutMs: 30_000 })
  const seats = await seatPeople({ admin: client, clientOf }, createReviewers(random, 3), 'seeded')
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const { judged } = await runReview({ random, truths, now: Date.now, sleep }, seats, {
    ...{ count, patienceMs: 2000 },
  })
  if (judged === 0) throw new Error('there was no job to judge')

  // 2. Reports: one that joins others in a job, one in somebody's own words.
  const target = some.account
  for (const [i, text] of ['He insults everybody', '욕을 계속해요'].entries())
    await client.reports.send({
      ...{
        id: `report-${i}`,
        reporter: i === 0 ? REPORTER : `account:witness${i}`,
        target,
        reason: 'insult',
        bonaFide: true,
        text,
      },
    })

  // 3. The barrage has muted its writer by rule: the writer was told, and appeals.
  const [enforcement] = (await client.enforcements.find({ target })).enforcements
  const { statements } = await awaited(async () => {
    const found = await client.statements.find({ account: target })
    return found.statements.length > 0 ? found : undefined
  })
  const statement = statements[0]!.id
  const appeal = await client.appeals.file({
    ...{ about: statement, account: target, id: 'appeal-1', text: 'We were reading out lines of a play.' },
  })
  const job = await awaited(
    async () => (await client.jobs.search({ states: ['open'], queues: ['default'] })).jobs[0],
  )
  return { job: job.job, enforcement: enforcement!.id, statement, openAppeal: appeal.id }
}
