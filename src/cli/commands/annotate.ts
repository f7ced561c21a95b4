import { Command, Option } from 'commander'
import type { Choice } from '../../api/contract/job-words.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { chosenEnforcements } from '../review/chosen-enforcements.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly choice: Choice
  readonly policy?: string[]
  readonly enforce?: string[]
  readonly with?: string[]
  readonly strike: boolean
  readonly note?: string
  readonly spent: number
  readonly similar?: true
}

/** `haechi annotate` */
export function annotateCommand(adapters: CliAdapters): Command {
  const command = new Command('annotate')
    .description('Judge a job that you hold; `haechi jobs undo` takes it back for a few seconds.')
    .argument('<JOB>', 'id of the job, as job-…')
    .addOption(
      new Option('--choice <CHOICE>', 'what you find')
        .choices(['violates', 'fine', 'unsure'])
        .makeOptionMandatory(),
    )
    .option('--policy <ID...>', 'the policies that are broken (default: the one asked about)')
    .option('--enforce <NAME...>', 'what is to be done: mute, mute=10m, mute@target=10m')
    .option('--with <NAME.PARAM=VALUE...>', 'a parameter of an enforcement')
    .option('--no-strike', 'without the strike that the policy has')
    .option('--note <TEXT>', 'a note for colleagues')
    .option('--spent <SECONDS>', 'how long you looked at it', wholeNumber(0, 86_400), 0)
    .option('--similar', 'judge waiting jobs with near-identical content in the same stroke')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const { choice, policy, note, enforce = [] } = options
    const { jobs } = connect(adapters, options)
    const job = await jobs.get(id)
    if (job.claim === null)
      throw new CliFailure('refused', `You do not hold ${id}; take a job with \`haechi jobs next\``)
    const also = options.similar ? (await jobs.similar(id, 100)).map((one) => one.job) : []
    const done = await jobs.annotate(id, {
      ...{ claim: job.claim, choice, spentMs: options.spent * 1000 },
      ...(policy === undefined ? {} : { policies: policy }),
      ...(enforce.length === 0 ? {} : { enforcements: chosenEnforcements(job, enforce, options.with ?? []) }),
      ...(options.strike ? {} : { strike: false }),
      ...(note === undefined ? {} : { note }),
      ...(also.length === 0 ? {} : { also }),
    })
    const count = done.annotations.length
    const text = `Judged ${count === 1 ? id : `${count} jobs`}: ${choice}. Until ${done.undoUntil.slice(11, 19)} UTC: haechi jobs undo ${id}\n`
    await adapters.stdout.write(options.json ? `${JSON.stringify(done)}\n` : text)
    return 'ok'
  })
}
