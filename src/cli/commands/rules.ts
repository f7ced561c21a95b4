import { Command } from 'commander'
import type { RuleAnomaly, RuleReport } from '../../api/contract/rules.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { renderTable } from '../table.ts'

type Options = Common & ConnectOptions

/** `haechi rules` */
export function rulesCommand(adapters: CliAdapters): Command {
  const command = new Command('rules').description(
    'List the live rules with what they do: firings a day, the share that could not be decided, and what is out of line.',
  )
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const report = await connect(adapters, options).rules()
    await adapters.stdout.write(options.json ? `${JSON.stringify(report)}\n` : renderRules(report.rules))
    return 'ok'
  })
}

function renderRules(rules: readonly RuleReport[]): string {
  return renderTable(
    [
      { heading: 'RULE' },
      { heading: 'MODE' },
      { heading: 'OWNER' },
      { heading: 'A DAY', right: true },
      { heading: 'YESTERDAY', right: true },
      { heading: 'TODAY', right: true },
      { heading: 'UNDECIDED', right: true },
      { heading: 'OUT OF LINE' },
    ],
    rules.map(({ id, mode, owner, perDay, yesterday, today, unknownRate, anomalies }) => [
      id,
      mode,
      owner ?? '',
      perDay === null ? '–' : perDay.toLocaleString('en-US', { maximumFractionDigits: perDay < 10 ? 1 : 0 }),
      (yesterday.fired + yesterday.shadow).toLocaleString('en-US'),
      (today.fired + today.shadow).toLocaleString('en-US'),
      unknownRate === null ? '–' : share(unknownRate),
      anomalies.map(anomalyText).join('; '),
    ]),
  )
}

function share(rate: number): string {
  return rate > 0 && rate < 0.001 ? '< 0.1 %' : `${(rate * 100).toFixed(1)} %`
}

function anomalyText({ what, over, observed, expected }: RuleAnomaly): string {
  const noun = what === 'fires' ? 'firings' : 'undecided'
  const span = over === 'hour' ? 'in the last full hour' : 'in the last 24 hours'
  const usual = expected.toLocaleString('en-US', { maximumFractionDigits: expected < 10 ? 1 : 0 })
  return `${observed.toLocaleString('en-US')} ${noun} ${span}, ${usual} expected`
}
