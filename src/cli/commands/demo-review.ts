import { resolve } from 'node:path'
import { Command } from 'commander'
import { seededRandom } from '../../demo/random.ts'
import { addGoldenItems } from '../../demo/review/add-golden.ts'
import { readTruths } from '../../demo/review/known-truth.ts'
import { pickGolden } from '../../demo/review/pick-golden.ts'
import { simulatedPlayers } from '../../demo/review/players.ts'
import { createReviewers } from '../../demo/review/reviewer.ts'
import { type ReviewReport, runReview } from '../../demo/review/run-review.ts'
import { type ServiceSeat, seatPeople } from '../../demo/review/seat-people.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, clientOf, connect, serviceUrl, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { percent } from '../quality/share-text.ts'
import { statusLine } from '../status-line.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly people: number
  readonly golden: number
  readonly count: number
  readonly wait: number
  readonly seed: number
}

/** `haechi demo review` */
export function demoReviewCommand(adapters: CliAdapters): Command {
  const command = new Command('review')
    .description(
      'Have simulated people judge the jobs of a simulated world, as well as each of them can. Needs an admin key: it invites them and adds golden items.',
    )
    .argument('<FILE>', 'what `haechi demo --out` wrote')
    .option('--people <N>', 'how many', wholeNumber(1, 100), 8)
    .option('--golden <N>', 'golden items to add from what is known', wholeNumber(0, 10_000), 60)
    .option('--count <N>', 'end after so many judgements', wholeNumber(1, 10_000_000), 10_000)
    .option('--wait <SECONDS>', 'look so long for more when there is no job', wholeNumber(0, 3600), 15)
    .option('--seed <N>', 'the same seed makes the same people', wholeNumber(0, 0xffffffff), 1)
  return act<Options>(withConnection(command), adapters, ([[file = ''] = []], options) =>
    review(adapters, file, options),
  )
}

async function review(adapters: CliAdapters, file: string, options: Options) {
  const { stdout, stderr, clock, cwd } = adapters
  const admin = connect(adapters, options)
  const truths = await readTruths(resolve(cwd, file)).catch((cause: unknown) => {
    throw new CliFailure('usage', `${file}: ${cause instanceof Error ? cause.message : String(cause)}`)
  })
  const random = seededRandom(options.seed)
  const reviewers = createReviewers(random, options.people)
  const url = serviceUrl(adapters, options)
  const clientOfKey = (key: string) => clientOf(adapters, url, key)
  const run = clock.now().toString(36)
  const seats = await seatPeople({ admin, clientOf: clientOfKey }, reviewers, run)
  const players = simulatedPlayers({ client: admin, random }, run)
  const queues = await admin.queues.list()
  const served = queues
    .filter(({ queue }) => queue === 'audit' || queue === 'default')
    .map(({ queue }) => queue)
  const golden = await addGoldenItems(admin, pickGolden(random, truths, options.golden), served)
  const status = statusLine(stderr)
  const report = await interruptible(adapters, (signal) =>
    runReview(
      {
        ...{ random, truths, players, now: () => clock.now() },
        sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
        report: (judged) => status.show(`${judged} judged`),
      },
      seats,
      { count: options.count, patienceMs: options.wait * 1000, signal },
    ),
  ).finally(() => status.clear())
  await stdout.write(
    options.json
      ? `${JSON.stringify({ ...report, golden, people: report.people.map((one, i) => ({ ...one, user: seats[i]!.user, ...reviewers[i]! })) })}\n`
      : render(report, seats, golden),
  )
  return 'ok' as const
}

/** What they did beside what they can do in truth, in languages that they read. */
function render(
  { judged, unknown, lost, appeals, people }: ReviewReport,
  seats: readonly ServiceSeat[],
  golden: number,
): string {
  const columns = [
    ...[{ heading: 'WHO' }, { heading: 'REVIEWER' }, { heading: 'BIAS' }, { heading: 'READS' }],
    ...['JUDGED', 'FOUND', 'CAN FIND', 'PASSED', 'CAN PASS'].map((heading) => ({
      heading,
      right: true as const,
    })),
  ]
  const rows = people.map(({ name, judged: own, violating, found, fine, passed }, i) => {
    const { reviewer, user } = seats[i]!
    return [
      ...[name, user, reviewer.bias, reviewer.languages.join(', '), String(own)],
      violating === 0 ? '–' : percent(found / violating),
      percent(reviewer.usual.sensitivity),
      fine === 0 ? '–' : percent(passed / fine),
      percent(reviewer.usual.specificity),
    ]
  })
  const notes = [
    `${judged} jobs judged, ${golden} golden items added.`,
    ...(unknown > 0 ? [`${unknown} were about what this world did not send: left as unsure.`] : []),
    ...(appeals > 0
      ? [
          `${appeals} appeals by players who were judged wrongly: haechi appeal list tells what became of them.`,
        ]
      : []),
    ...(lost > 0 ? [`${lost} were gone when they were judged.`] : []),
  ]
  return `${renderTable(columns, rows)}${notes.join(' ')}\n`
}
