import { Command } from 'commander'
import type { PartVersion, RuleDetail } from '../../api/contract/rule-detail.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { describeVersion } from '../versions/render-plan.ts'
import { modeCommand } from './rule-mode.ts'

type Options = Common & ConnectOptions

/** `haechi rule` */
export function ruleCommand(adapters: CliAdapters): Command {
  return new Command('rule')
    .description('Look at one rule of the live pack, and give it more or less force.')
    .addCommand(showCommand(adapters))
    .addCommand(historyCommand(adapters))
    .addCommand(modeCommand(adapters))
}

function showCommand(adapters: CliAdapters): Command {
  const command = new Command('show')
    .description(
      'Show a rule: what it says, where it stands, and what it did since its condition last changed.',
    )
    .argument('<RULE>', 'the id of a rule')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const rule = await connect(adapters, options).rule.get(id)
    await adapters.stdout.write(options.json ? `${JSON.stringify(rule)}\n` : renderRule(rule))
    return 'ok'
  })
}

function renderRule(rule: RuleDetail): string {
  const { evidence } = rule
  const count = (n: number) => n.toLocaleString('en-US')
  const known = [
    `Since ${evidence.since.slice(0, 16).replace('T', ' ')} (the condition stands as it does): ${count(evidence.events)} events,`,
    `${count(evidence.fired)} fired with force, ${count(evidence.wouldHaveFired)} without, ${count(evidence.unknown)} could not be decided;`,
    `${evidence.shadowDays.toFixed(1)} days in shadow or as a canary.`,
  ].join(' ')
  return `${rule.file}:${rule.line} (version ${rule.version}, ${rule.mode})\n\n${rule.source}\n\n${known}\n`
}

function historyCommand(adapters: CliAdapters): Command {
  const command = new Command('history')
    .description('List the versions that changed a rule, newest first.')
    .argument('<RULE>', 'the id of a rule, also of one that is gone')
  return act<Options>(withConnection(command), adapters, async ([[id = ''] = []], options) => {
    const history = await connect(adapters, options).rule.history(id)
    const lines = history.changes.map(renderChange).join('')
    await adapters.stdout.write(
      options.json ? `${JSON.stringify(history)}\n` : lines || 'No version that is kept has this rule.\n',
    )
    return 'ok'
  })
}

function renderChange({ version, kind, differences }: PartVersion): string {
  const lines =
    kind === 'changed'
      ? differences.map(({ what, before, after }) => `  ${what}: ${before ?? '–'} -> ${after ?? '–'}\n`)
      : []
  return `Version ${version.number}, ${describeVersion(version)}: ${kind}\n${lines.join('')}`
}
