import { Command, Option } from 'commander'
import type { JobView } from '../../api/contract/jobs.ts'
import type { Client } from '../../client/client.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderJob } from '../review/render-job.ts'
import { wholeNumber } from '../whole-number.ts'
import { assignCommand, moveCommand, raiseCommand, withdrawCommand } from './jobs-manage.ts'
import { renderJobs } from './queue.ts'

type Options = Common & ConnectOptions & { readonly language: string }

interface NextOptions extends Options {
  readonly queue?: string[]
  readonly count: number
}

interface ListOptions extends Options {
  readonly queue?: string[]
  readonly state?: ('open' | 'settling' | 'done' | 'withdrawn')[]
  readonly policy?: string
  readonly actor?: string
  readonly world?: string
  readonly late?: true
  readonly limit: number
}

/** `haechi jobs next | held | show | list | release | undo | similar | move | raise | withdraw | assign` */
export function jobsCommand(adapters: CliAdapters): Command {
  return new Command('jobs')
    .description('Take, show, list and manage jobs: what people are to judge.')
    .addCommand(nextCommand(adapters))
    .addCommand(one(adapters, 'show', 'Show a job.', (client, id) => client.jobs.get(id)))
    .addCommand(
      one(
        adapters,
        'claim',
        'Take this very job: an appeal, or any for those who manage jobs.',
        (client, id) => client.jobs.claim(id),
      ),
    )
    .addCommand(heldCommand(adapters))
    .addCommand(listCommand(adapters))
    .addCommand(releaseCommand(adapters))
    .addCommand(
      one(adapters, 'undo', "Take back one's judgement of a job.", (client, id) => client.jobs.undo(id)),
    )
    .addCommand(similarCommand(adapters))
    .addCommand(moveCommand(adapters))
    .addCommand(raiseCommand(adapters))
    .addCommand(withdrawCommand(adapters))
    .addCommand(assignCommand(adapters))
}

function withLanguage(command: Command): Command {
  return command.option('--language <CODE>', 'language of guidelines', 'en')
}

function render(jobs: readonly JobView[], language: string): string {
  return jobs.map((job) => renderJob(job, language)).join('\n')
}

function nextCommand(adapters: CliAdapters): Command {
  const command = withLanguage(
    new Command('next')
      .description('Take the next jobs; they are held for you. Needs a key that speaks for a person.')
      .option('--queue <NAME...>', 'only from these queues')
      .option('--count <N>', 'so many', wholeNumber(1, 10), 1),
  )
  return act<NextOptions>(withConnection(command), adapters, async (_, options) => {
    const { queue, count, language } = options
    const jobs = await connect(adapters, options).jobs.take({
      count,
      ...(queue === undefined ? {} : { queues: queue }),
    })
    const text = jobs.length === 0 ? 'Nothing waits that you may take.\n' : render(jobs, language)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ jobs })}\n` : text)
    return 'ok'
  })
}

function heldCommand(adapters: CliAdapters): Command {
  const command = withLanguage(new Command('held').description('Show the jobs that you hold.'))
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const jobs = await connect(adapters, options).jobs.held()
    const text = jobs.length === 0 ? 'You hold no job.\n' : render(jobs, options.language)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ jobs })}\n` : text)
    return 'ok'
  })
}

function one(
  adapters: CliAdapters,
  name: string,
  description: string,
  ask: (client: Client, id: string) => Promise<JobView>,
): Command {
  const command = withLanguage(
    new Command(name).description(description).argument('<JOB>', 'id of the job, as job-…'),
  )
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const job = await ask(connect(adapters, options), id)
    await adapters.stdout.write(options.json ? `${JSON.stringify(job)}\n` : renderJob(job, options.language))
    return 'ok'
  })
}

function releaseCommand(adapters: CliAdapters): Command {
  const command = new Command('release')
    .description('Give a job back that you hold.')
    .argument('<JOB>', 'id of the job, as job-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { jobs } = connect(adapters, options)
    const { claim } = await jobs.get(id)
    await jobs.release(id, claim ?? '0'.repeat(32))
    await adapters.stdout.write(
      options.json ? `${JSON.stringify({ job: id, released: true })}\n` : `Gave ${id} back.\n`,
    )
    return 'ok'
  })
}

function similarCommand(adapters: CliAdapters): Command {
  const command = withLanguage(
    new Command('similar')
      .description('Show waiting jobs whose content is near-identical to that of one you hold.')
      .argument('<JOB>', 'id of the job, as job-…')
      .option('--limit <N>', 'at most so many', wholeNumber(1, 100), 20),
  )
  return act<Options & { limit: number }>(
    withConnection(command),
    adapters,
    async ([[id = ''] = []], options) => {
      const jobs = await connect(adapters, options).jobs.similar(id, options.limit)
      const text = jobs.length === 0 ? 'Nothing that waits is like it.\n' : render(jobs, options.language)
      await adapters.stdout.write(options.json ? `${JSON.stringify({ job: id, jobs })}\n` : text)
      return 'ok'
    },
  )
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List jobs, newest first.')
    .option('--queue <NAME...>', 'only in these queues')
    .addOption(
      new Option('--state <STATE...>', 'only in these states').choices([
        'open',
        'settling',
        'done',
        'withdrawn',
      ]),
    )
    .option('--policy <ID>', 'only about this policy')
    .option('--actor <ENTITY>', 'only about this actor, as account:u1')
    .option('--world <NAME>', 'only of this world')
    .option('--late', 'only those that were not judged in time')
    .option('--limit <N>', 'at most so many', wholeNumber(1, 100_000), 100)
  return act<ListOptions>(withConnection(command), adapters, async (_, options) => {
    const { queue, state, policy, actor, world, late, limit } = options
    const client = connect(adapters, options)
    const jobs = []
    for (let before: string | undefined; jobs.length < limit; ) {
      const page = await client.jobs.search({
        limit: Math.min(1000, limit - jobs.length),
        ...(queue === undefined ? {} : { queues: queue }),
        ...(state === undefined ? {} : { states: state }),
        ...(policy === undefined ? {} : { policy }),
        ...(actor === undefined ? {} : { actor }),
        ...(world === undefined ? {} : { world }),
        ...(late === undefined ? {} : { breached: true }),
        ...(before === undefined ? {} : { before }),
      })
      jobs.push(...page.jobs)
      if (page.next === null) break
      before = page.next
    }
    const text = jobs.length === 0 ? 'There is no such job.\n' : renderJobs(jobs)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ jobs })}\n` : text)
    return 'ok'
  })
}
