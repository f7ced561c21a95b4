import { Command, Option } from 'commander'
import type { ProbationReply } from '../../api/contract/probation.ts'
import { DESIGNS, type Design } from '../../lab/probation/design.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { modelOf } from '../model/model-of.ts'

interface Options extends Common, ConnectOptions {
  readonly design?: Design
}

/** `haechi model probation ID` */
export function modelProbationCommand(adapters: CliAdapters): Command {
  const command = withConnection(new Command('probation'))
    .description(
      'Show what a model is proved by on live traffic: its verdict, what was judged, and how many labels are probably still needed.',
    )
    .argument('<MODEL>', 'id of the model, or its beginning')
    .addOption(new Option('--design <WHAT>', 'when not by its state').choices([...DESIGNS]))
  return act<Options>(command, adapters, async ([[id = ''] = []], options) => {
    const { design } = options
    const client = connect(adapters, options)
    const shown = await client.probation(await modelOf(client, id), design === undefined ? {} : { design })
    await adapters.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : renderProbation(shown))
    return 'ok'
  })
}

function renderProbation(shown: ProbationReply): string {
  const { labels, exposure, share, state } = shown
  const where = state === 'canary' ? `canary on ${percent(share)} of accounts` : state
  const lines = [
    `${shown.model}: ${shown.task}, ${where} since ${shown.since.slice(0, 16)}`,
    `${shown.design}: ${shown.verdict}; ${shown.says}`,
    ...(shown.wayOut === null ? [] : [`  ${shown.wayOut}`]),
    `labels: ${labels.judged} judged, ${labels.losses} ${shown.design === 'canary' ? 'worse' : 'wrong'}, ${labels.waiting} waiting, ${labels.void} void`,
    ...(labels.needed === null || labels.needed === 0
      ? []
      : [`about ${labels.needed} more labels are needed, if they go on as they came`]),
    ...(exposure === null
      ? []
      : [
          `seen on: ${Object.entries(exposure)
            .map(([what, { seen, needed }]) => `${Math.floor(seen * 100) / 100} of ${needed} ${what}`)
            .join(', ')}`,
        ]),
    ...(shown.recall === null
      ? []
      : [
          `finds ${percent(shown.recall.value)} of what violates (${percent(shown.recall.low)} to ${percent(shown.recall.high)})`,
        ]),
    ...shown.tripwires.filter(({ tripped }) => tripped).map(({ name, says }) => `TRIPPED ${name}: ${says}`),
  ]
  return `${lines.join('\n')}\n`
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}
