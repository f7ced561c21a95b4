import { Command, Option } from 'commander'
import type { JobRow, RaiseRequest } from '../../api/contract/job-rows.ts'
import type { JobsClient } from '../../client/jobs.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'

type Options = Common & ConnectOptions

/** `haechi jobs move` */
export function moveCommand(adapters: CliAdapters): Command {
  const command = new Command('move')
    .description('Move a job to another queue; who may see it stays the same.')
    .argument('<JOB>', 'id of the job, as job-…')
    .argument('<QUEUE>', 'as queues.yaml names it')
  return changing(command, adapters, (jobs, [id, queue]) => jobs.move(id!, queue!))
}

/** `haechi jobs raise` */
export function raiseCommand(adapters: CliAdapters): Command {
  const command = new Command('raise')
    .description('Put a job at the head of its queue.')
    .argument('<JOB>', 'id of the job, as job-…')
    .addOption(new Option('--severity <S>', 'and make it graver').choices(['S0', 'S1', 'S2', 'S3', 'S4']))
  return changing<Options & RaiseRequest>(command, adapters, (jobs, [id], { severity }) =>
    jobs.raise(id!, severity === undefined ? {} : { severity }),
  )
}

/** `haechi jobs withdraw` */
export function withdrawCommand(adapters: CliAdapters): Command {
  const command = new Command('withdraw')
    .description('Withdraw a job that nobody need judge.')
    .argument('<JOB>', 'id of the job, as job-…')
  return changing(command, adapters, (jobs, [id]) => jobs.withdraw(id!))
}

/** `haechi jobs assign` */
export function assignCommand(adapters: CliAdapters): Command {
  const command = new Command('assign')
    .description('Give a job to a person, who finds it among the jobs that they hold.')
    .argument('<JOB>', 'id of the job, as job-…')
    .argument('<PERSON>', 'id of the person, as usr-…')
    .option('--for <LENGTH>', 'for how long it is kept for them', '24h')
  return changing<Options & { for: string }>(command, adapters, (jobs, [id, person], options) =>
    jobs.assign(id!, { person: person!, for: options.for }),
  )
}

function changing<O extends Options>(
  command: Command,
  adapters: CliAdapters,
  change: (jobs: JobsClient, args: readonly (string | undefined)[], options: O) => Promise<JobRow>,
): Command {
  return act<O>(withConnection(command), adapters, async (args, options) => {
    const job = await change(
      connect(adapters, options).jobs,
      args.map(([arg]) => arg),
      options,
    )
    const held = job.heldBy === null ? '' : `, held by ${job.heldBy}`
    await adapters.stdout.write(
      options.json
        ? `${JSON.stringify(job)}\n`
        : `${job.job} is ${job.state} in ${job.queue}, ${job.severity}${held}.\n`,
    )
    return 'ok'
  })
}
