import { setTimeout as sleep } from 'node:timers/promises'
import { Command } from 'commander'
import type { Retroact } from '../../api/contract/retroacts.ts'
import type { Client } from '../../client/client.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { askYes } from '../ask-yes.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { statusLine } from '../status-line.ts'
import { renderTable } from '../table.ts'
import { type SpanOptions, spanOf } from '../when.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly rate: number
  readonly yes?: true
}

interface PlanOptions extends Options, SpanOptions {
  readonly why?: string
  readonly by?: string
}

/** How often a run is looked at while it goes on, in ms. */
const LOOK_MS = 300

/** `haechi retroact RULE`, and what can be done with a run. */
export function retroactCommand(adapters: CliAdapters): Command {
  const command = new Command('retroact')
    .description(
      'Apply a rule to the past, after showing what it would do. Ctrl-C stops it; nothing is lost.',
    )
    .enablePositionalOptions()
    .passThroughOptions()
  const plan = new Command('plan')
    .description('Look for what a live rule would have done, show it, and on yes do it.')
    .argument('<RULE>', 'id of a rule of the live pack, in whatever mode')
    .option('--since <LENGTH>', 'events received in this long until now, as 12h or 7d (default: 1d)')
    .option('--from <TIME>', 'events received from this time on, as 2026-11-23 or 2026-11-23T09:00:00Z')
    .option('--to <TIME>', 'events received before this time (default: now)')
    .option('--why <TEXT>', 'why it is done; kept with the run')
    .option('--by <NAME>', 'who asks, where several people share a key')
  return command
    .addCommand(
      act<PlanOptions>(withRate(plan, adapters), adapters, ([[rule = ''] = []], options) =>
        planAndApply(adapters, rule, options),
      ),
      { isDefault: true },
    )
    .addCommand(listCommand(adapters))
    .addCommand(
      idCommand(adapters, 'show', 'Show how far a run is.', (client, id) => client.retroacts.get(id)),
    )
    .addCommand(
      idCommand(adapters, 'stop', 'Stop a run at the end of the piece under way.', (client, id) =>
        client.retroacts.stop(id),
      ),
    )
    .addCommand(
      runCommand(adapters, 'resume', 'Go on with a run that was planned or stopped.', (client, id, rate) =>
        client.retroacts.apply(id, rate),
      ),
    )
    .addCommand(
      runCommand(adapters, 'revert', 'Take back what a run applied.', (client, id, rate) =>
        client.retroacts.revert(id, rate),
      ),
    )
}

function withRate(command: Command, _adapters: CliAdapters): Command {
  return withConnection(command)
    .option('--rate <N>', 'effects a second', wholeNumber(1, 10_000), 100)
    .option('--yes', 'do it without asking')
}

async function planAndApply(adapters: CliAdapters, rule: string, options: PlanOptions): Promise<ExitName> {
  const { fromMs, toMs } = spanOf(options, adapters.clock.now())
  const client = connect(adapters, options)
  const started = await client.retroacts.plan({
    ...{ rule, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
    why: options.why ?? `haechi retroact ${rule}`,
    ...(options.by === undefined ? {} : { by: options.by }),
  })
  const planned = await follow(adapters, client, started, false)
  if (planned === undefined) return 'interrupted'
  if (planned.state === 'failed')
    throw new CliFailure(
      'unreachable',
      `The run ${planned.id} could not be planned; the service's log says why`,
    )
  if (!options.json) await adapters.stdout.write(`${renderRun(planned)}\n`)
  if (planned.effects.planned === 0) {
    if (options.json) await adapters.stdout.write(`${JSON.stringify(planned)}\n`)
    return 'ok'
  }
  const question = `Apply ${counted(planned.effects.planned, 'effect')} to ${counted(planned.targets, 'target')}?`
  if (!options.yes && !(await askYes(adapters, question))) {
    await adapters.stderr.write(`Nothing was done. Later: haechi retroact resume ${planned.id}\n`)
    return 'ok'
  }
  return carryOn(adapters, client, await client.retroacts.apply(planned.id, options.rate), options)
}

function listCommand(adapters: CliAdapters): Command {
  const command = new Command('list').description('List rules applied to the past, newest first.')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const runs = await connect(adapters, options).retroacts.list()
    const columns = ['RUN', 'RULE', 'FROM', 'TO', 'STATE', 'APPLIED', 'OF', 'BY'].map((heading) => ({
      heading,
    }))
    const rows = runs.map((run) => [
      ...[run.id, run.rule, run.from.slice(0, 16), run.to.slice(0, 16), run.state],
      ...[String(run.effects.applied), String(total(run)), run.by],
    ])
    const text = rows.length === 0 ? 'No rule was applied to the past.\n' : renderTable(columns, rows)
    await adapters.stdout.write(options.json ? `${JSON.stringify({ retroacts: runs })}\n` : text)
    return 'ok'
  })
}

function idCommand(
  adapters: CliAdapters,
  name: string,
  description: string,
  ask: (client: Client, id: string) => Promise<Retroact>,
): Command {
  const command = new Command(name).description(description).argument('<RUN>', 'id of the run, as t-…')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const run = await ask(connect(adapters, options), id)
    await adapters.stdout.write(`${options.json ? JSON.stringify(run) : renderRun(run)}\n`)
    return 'ok'
  })
}

function runCommand(
  adapters: CliAdapters,
  name: string,
  description: string,
  begin: (client: Client, id: string, rate: number) => Promise<Retroact>,
): Command {
  const command = new Command(name).description(description).argument('<RUN>', 'id of the run, as t-…')
  return act<Options>(withRate(command, adapters), adapters, async ([[id = ''] = []], options) => {
    const client = connect(adapters, options)
    if (!options.yes) {
      const run = await client.retroacts.get(id)
      const many = name === 'revert' ? run.effects.applied : run.effects.planned
      const question = `${name === 'revert' ? 'Take back' : 'Apply'} ${counted(many, 'effect')} of ${run.rule}?`
      if (!(await askYes(adapters, question))) return 'ok'
    }
    return carryOn(adapters, client, await begin(client, id, options.rate), options)
  })
}

/** Watches a run to its end; Ctrl-C stops it. */
async function carryOn(
  adapters: CliAdapters,
  client: Client,
  started: Retroact,
  options: Options,
): Promise<ExitName> {
  const run = await follow(adapters, client, started, true)
  const ended = run ?? (await client.retroacts.stop(started.id).catch(() => client.retroacts.get(started.id)))
  await adapters.stdout.write(`${options.json ? JSON.stringify(ended) : renderRun(ended)}\n`)
  if (run !== undefined) return 'ok'
  const again = ended.state === 'revert-stopped' ? 'revert' : 'resume'
  await adapters.stderr.write(`Stopped. Go on with: haechi retroact ${again} ${ended.id}\n`)
  return 'interrupted'
}

/** The run when it moves no more; undefined when Ctrl-C came first. */
async function follow(
  adapters: CliAdapters,
  client: Client,
  started: Retroact,
  isApplying: boolean,
): Promise<Retroact | undefined> {
  const status = statusLine(adapters.stderr)
  return interruptible(adapters, async (signal) => {
    for (let run = started; ; run = await client.retroacts.get(run.id)) {
      if (!MOVING.has(run.state)) return run
      status.show(
        isApplying
          ? `${run.effects.applied + run.effects.reversed} of ${total(run)} effects`
          : `${run.looked ?? 0} events looked at`,
      )
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {})
      if (signal.aborted) return undefined
    }
  }).finally(() => status.clear())
}

const MOVING = new Set<Retroact['state']>(['planning', 'running', 'reverting'])

function total({ effects: { planned, applied, reversed, gone } }: Retroact): number {
  return planned + applied + reversed + gone
}

function renderRun(run: Retroact): string {
  const { planned, applied, reversed, gone } = run.effects
  const lines = [
    `${run.id}: ${run.rule}, ${run.from.slice(0, 16)} to ${run.to.slice(0, 16)} UTC, ${run.state}`,
    `  it fires on ${counted(run.events, 'event')}; effects on ${counted(run.targets, 'target')}`,
    `  effects: ${planned} to apply, ${applied} applied, ${reversed} taken back${gone > 0 ? `, ${gone} left out: their decisions are kept no more` : ''}`,
  ]
  return lines.join('\n')
}
