import { Command } from 'commander'
import type { ModelActReply } from '../../api/contract/lab-models.ts'
import type { Client } from '../../client/client.ts'
import { AUTHORITIES, type Authority } from '../../lab/registry/authority.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { describeEntry } from '../model/describe-entry.ts'
import { modelOf } from '../model/model-of.ts'

interface Options extends Common, ConnectOptions {
  readonly why: string
  readonly to?: string
}

type Do = (client: Client, id: string, options: Options) => Promise<ModelActReply>

/** `haechi model rollback | retire | lower | raise | sign-off` */
export function modelActs(adapters: CliAdapters): Command[] {
  return [
    make(adapters, 'rollback', ROLLBACK, ({ models }, id, { why }) => models.rollback(id, why)),
    make(adapters, 'retire', 'End a model for good.', ({ models }, id, { why }) => models.retire(id, why)),
    withStep(make(adapters, 'lower', LOWER, ({ models }, id, o) => models.lower(id, stepOf(o)))),
    withStep(make(adapters, 'raise', RAISE, ({ models }, id, o) => models.raise(id, stepOf(o)))),
    make(adapters, 'sign-off', SIGN_OFF, ({ models }, id, { why }) => models.signOff(id, why)),
  ]
}

const ROLLBACK = 'Take a model out of live or canary; the last known good is live again at once.'
const LOWER = 'Have a model do less, until two persons raise it again.'
const RAISE = 'Ask for more authority of a model, or confirm what another person asked for within a day.'
const SIGN_OFF = "Sign what a model in shadow changes beyond its task's plan."

function make(adapters: CliAdapters, name: string, description: string, work: Do): Command {
  const command = new Command(name)
    .description(description)
    .argument('<MODEL>', 'id of the model, or its beginning')
    .requiredOption('--why <TEXT>', 'why: a sentence for whoever asks later')
  return act<Options>(withConnection(command), adapters, async ([[text = ''] = []], options) => {
    const client = connect(adapters, options)
    const done = await work(client, await modelOf(client, text), options)
    await adapters.stdout.write(options.json ? `${JSON.stringify(done)}\n` : render(done))
    return 'ok'
  })
}

function withStep(command: Command): Command {
  return command.requiredOption('--to <STEP>', AUTHORITIES.join(', '))
}

function stepOf({ to, why }: Options): { to: Authority; why: string } {
  const step = AUTHORITIES.find((one) => one === to)
  if (step === undefined)
    throw new CliFailure('usage', `--to ${to} is no step of authority; write ${AUTHORITIES.join(', ')}`)
  return { to: step, why }
}

function render({ model, entries }: ModelActReply): string {
  const lines = entries.map((entry) => `#${entry.number} ${entry.model}: ${describeEntry(entry)}`)
  return `${lines.join('\n')}\n${model.id} is ${model.state} and may ${model.authority}.\n`
}
