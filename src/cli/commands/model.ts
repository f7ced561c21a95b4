import { Command } from 'commander'
import { MODEL_STATES } from '../../lab/registry/model.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { modelOf } from '../model/model-of.ts'
import { renderModel, renderModels } from '../model/render-model.ts'
import { renderTable } from '../table.ts'
import { wholeNumber } from '../whole-number.ts'
import { modelActs } from './model-acts.ts'
import { modelProbationCommand } from './model-probation.ts'

type Options = Common & ConnectOptions
interface ListOptions extends Options {
  readonly task?: string
  readonly state?: string
  readonly limit: number
}

/** `haechi model list | show | diff | verify | probation | rollback | retire | lower | raise | sign-off` */
export function modelCommand(adapters: CliAdapters): Command {
  const command = new Command('model').description(
    'The registry of models: how each came where it stands, and what people may do about it.',
  )
  for (const one of [
    list(adapters),
    show(adapters),
    diff(adapters),
    verify(adapters),
    modelProbationCommand(adapters),
    ...modelActs(adapters),
  ])
    command.addCommand(one)
  return command
}

function list(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List models, newest first.')
    .option('--task <TASK>', 'only those of this task')
    .option('--state <STATE>', MODEL_STATES.join(', '))
    .option('--limit <COUNT>', 'list so many', wholeNumber(1, 500), 50)
  return act<ListOptions>(
    withConnection(command),
    adapters,
    async (_, { task, state, limit, ...options }) => {
      const wanted = MODEL_STATES.find((one) => one === state)
      if (state !== undefined && wanted === undefined)
        throw new CliFailure('usage', `--state ${state} is no state; write ${MODEL_STATES.join(', ')}`)
      const models = await connect(adapters, options).models.list({
        ...(task === undefined ? {} : { task }),
        ...(wanted === undefined ? {} : { state: wanted }),
        limit,
      })
      await adapters.stdout.write(options.json ? `${JSON.stringify({ models })}\n` : renderModels(models))
      return 'ok'
    },
  )
}

function show(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description('Show a model: its way with the evidence of each move, its gates, its ML Test Score.')
    .argument('<MODEL>', 'id of the model, or its beginning')
  return act<Options>(withConnection(command), adapters, async ([[text = ''] = []], options) => {
    const client = connect(adapters, options)
    const found = await client.models.get(await modelOf(client, text))
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : renderModel(found))
    return 'ok'
  })
}

function diff(adapters: CliAdapters): Command {
  const command = new Command('diff')
    .description('Show what is otherwise in two models.')
    .argument('<MODEL>', 'id of the model, or its beginning')
    .argument('<OTHER>', 'the one beside it')
  return act<Options>(
    withConnection(command),
    adapters,
    async ([[text = ''] = [], [second = ''] = []], options) => {
      const client = connect(adapters, options)
      const [id, other] = [await modelOf(client, text), await modelOf(client, second)]
      const differences = await client.models.difference(id, other)
      const rows = differences.map((one) => [one.what, one.this ?? '-', one.other ?? '-'])
      const headings = ['WHAT', id.slice(0, 12), other.slice(0, 12)].map((heading) => ({ heading }))
      const rendered = rows.length === 0 ? 'They are the same.\n' : renderTable(headings, rows)
      await adapters.stdout.write(options.json ? `${JSON.stringify({ differences })}\n` : rendered)
      return 'ok'
    },
  )
}

function verify(adapters: CliAdapters): Command {
  const command = new Command('verify').description(
    'Verify the chain of everything that happened to models; names the first broken link.',
  )
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const found = await connect(adapters, options).models.verify()
    const { ok, entries, head, broken, astray } = found
    const says = [
      ...(broken === null ? [] : [`Broken at entry ${broken.number}: ${broken.why}.`]),
      ...astray.map((id) => `${id} does not stand where its last entry put it.`),
      ...(ok ? [`${entries} entries hold. Head: ${head}`] : []),
    ]
    await adapters.stdout.write(options.json ? `${JSON.stringify(found)}\n` : `${says.join('\n')}\n`)
    return ok ? 'ok' : 'negative'
  })
}
