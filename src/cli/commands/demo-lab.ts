import { Command } from 'commander'
import { CAREFUL_PEOPLE } from '../../demo/lab/careful-people.ts'
import { type ModelStand, proveModel } from '../../demo/lab/prove-model.ts'
import { seededRandom } from '../../demo/random.ts'
import { seatPeople } from '../../demo/review/seat-people.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, clientOf, connect, serviceUrl, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { statusLine } from '../status-line.ts'
import { wholeNumber } from '../whole-number.ts'

interface Options extends Common, ConnectOptions {
  readonly minutes: number
  readonly seed: number
}

/** `haechi demo lab TASK` */
export function demoLabCommand(adapters: CliAdapters): Command {
  const command = new Command('lab')
    .description(
      'Let a simulated world speak and simulated people judge what the lab draws, until the newest model of a task is live or out. Needs an admin key: it invites the people.',
    )
    .argument('<TASK>', 'the task, of which a model is in shadow or canary')
    .option('--minutes <N>', 'give up after so long', wholeNumber(1, 600), 10)
    .option('--seed <N>', 'the same seed makes the same world', wholeNumber(0, 0xffffffff), 1)
  return act<Options>(withConnection(command), adapters, ([[task = ''] = []], options) =>
    prove(adapters, task, options),
  )
}

async function prove(adapters: CliAdapters, task: string, options: Options) {
  const { stdout, stderr, clock } = adapters
  const admin = connect(adapters, options)
  const model = (await admin.models.list({ task, limit: 50 })).find(
    ({ state }) => state === 'shadow' || state === 'canary',
  )
  if (model === undefined)
    throw new CliFailure(
      'usage',
      `no model of ${task} is in shadow or canary; haechi lab run ${task} makes one`,
    )
  const url = serviceUrl(adapters, options)
  const clientOfKey = (key: string) => clientOf(adapters, url, key)
  const seats = await seatPeople({ admin, clientOf: clientOfKey }, CAREFUL_PEOPLE, clock.now().toString(36))
  const status = statusLine(stderr)
  const proved = await interruptible(adapters, (signal) =>
    proveModel(
      {
        ...{ client: admin, seats, random: seededRandom(options.seed), now: () => clock.now() },
        sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
        onMove: async (stand, seconds) => {
          status.clear()
          if (!options.json) await stdout.write(line(stand, seconds))
        },
        onRound: ({ state, judged }) => status.show(`${state}: ${judged} judged`),
      },
      { model: model.id, seed: options.seed, mostSeconds: 60 * options.minutes, signal },
    ),
  ).finally(() => status.clear())
  const { state = '' } = proved.way.at(-1) ?? {}
  await stdout.write(
    options.json
      ? `${JSON.stringify(proved)}\n`
      : `${model.id}: ${state}, after ${proved.events} messages, ${proved.judged} judgements and ${proved.seconds.toFixed(0)} s. See its way with: haechi model show ${model.id}\n`,
  )
  return 'ok' as const
}

function line({ state, share, authority, says }: ModelStand, seconds: number): string {
  const where = state === 'canary' ? `canary on ${100 * share} % of accounts` : state
  const may = authority === 'observe' ? '' : `, may ${authority}`
  return `${`${seconds.toFixed(0)} s`.padStart(6)}  ${where}${may}${says === '' ? '' : `: ${says}`}\n`
}
