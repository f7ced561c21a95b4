import { Command } from 'commander'
import type { JobView } from '../../api/contract/jobs.ts'
import type { JobsClient } from '../../client/jobs.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderJob } from '../review/render-job.ts'
import { restWords } from '../review/rest-words.ts'

interface Options extends Common, ConnectOptions {
  readonly queue?: string[]
  readonly language: string
}

const KEYS =
  'v violates   a violates, and all like it   f fine   u unsure   s give back   b undo the last   q quit'
/** How often a job that is looked at is held anew, in ms. */
const EXTEND_EVERY_MS = 30_000

/** `haechi review` */
export function reviewCommand(adapters: CliAdapters): Command {
  const command = new Command('review')
    .description('Review job after job at the terminal: one key for each choice.')
    .option('--queue <NAME...>', 'only from these queues')
    .option('--language <CODE>', 'language of guidelines', 'en')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const { stdin, stdout, clock } = adapters
    const { jobs } = connect(adapters, options)
    const keys = keysOf(stdin)
    // One key is enough where the terminal hands over each as it is pressed.
    const raw = stdin as { setRawMode?: (on: boolean) => unknown }
    if (stdin.isTTY) raw.setRawMode?.(true)
    let judged = 0
    let last: string | undefined
    let again: JobView | undefined
    // Given back at the end: at once, the same one would be the next.
    const passed: JobView[] = []
    try {
      for (;;) {
        const queues = options.queue === undefined ? {} : { queues: options.queue }
        const taken =
          again === undefined
            ? await jobs.takeOrRest({ count: 1, ...queues, context: options.language === 'ko' ? 'ko' : 'en' })
            : { jobs: [again], rest: null }
        const job = taken.jobs[0]
        again = undefined
        if (taken.rest !== null) {
          await stdout.write(`${restWords(taken.rest)} Judged ${judged}.\n`)
          return 'ok'
        }
        if (job === undefined) {
          await stdout.write(`Nothing waits that you may take. Judged ${judged}.\n`)
          return 'ok'
        }
        await stdout.write(`\n${renderJob(job, options.language)}\n${KEYS}\n> `)
        const shownMs = clock.now()
        const holding = setInterval(() => {
          jobs.extend(job.job, job.claim!).catch(() => undefined)
        }, EXTEND_EVERY_MS)
        let key: string
        try {
          key = await nextKey(keys, last === undefined ? 'vafusq' : 'vafusbq')
        } finally {
          clearInterval(holding)
        }
        await stdout.write(`${key}\n`)
        if (key === 's') {
          passed.push(job)
          continue
        }
        if (key === 'q' || key === 'b') {
          await jobs.release(job.job, job.claim!)
          if (key === 'q') {
            await stdout.write(`Judged ${judged}.\n`)
            return 'ok'
          }
          if (key === 'b') {
            again = await jobs.undo(last!)
            judged--
            last = undefined
          }
          continue
        }
        await judge(jobs, job, key, clock.now() - shownMs)
        judged++
        last = job.job
      }
    } finally {
      if (stdin.isTTY) raw.setRawMode?.(false)
      await keys.return(undefined)
      // One whose hold has ended meanwhile was given back already.
      for (const { job, claim } of passed) await jobs.release(job, claim!).catch(() => undefined)
    }
  })
}

async function judge(jobs: JobsClient, job: JobView, key: string, spentMs: number): Promise<void> {
  const choice = key === 'f' ? 'fine' : key === 'u' ? 'unsure' : 'violates'
  const also = key === 'a' ? (await jobs.similar(job.job, 100)).map((one) => one.job) : []
  await jobs.annotate(job.job, {
    ...{ claim: job.claim!, choice, spentMs: Math.max(0, Math.round(spentMs)) },
    ...(also.length === 0 ? {} : { also }),
  })
}

/** The keys as they are pressed; the end of the input, Ctrl-C and Ctrl-D quit. */
async function* keysOf(stdin: AsyncIterable<string | Uint8Array>): AsyncGenerator<string, void, undefined> {
  for await (const bytes of stdin) {
    const text = typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)
    for (const key of text) yield key === '\u0003' || key === '\u0004' ? 'q' : key.toLowerCase()
  }
}

async function nextKey(keys: AsyncGenerator<string, void, undefined>, known: string): Promise<string> {
  for (;;) {
    const { value, done } = await keys.next()
    if (done === true) return 'q'
    if (known.includes(value)) return value
  }
}
