import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import type { OwnProtection, Protection } from '../../api/contract/protection.ts'
import { Severity } from '../../core/severity.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { type Column, renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly mine?: true
}

const right = (heading: string): Column => ({ heading, right: true })
const COUNTS: readonly Column[] = [{ heading: 'name' }, ...Severity.options.map(right)]
const CARE: readonly Column[] = [
  ...['severity', 'blur', 'grey', 'summary'].map((heading) => ({ heading })),
  ...['an hour', 'a day'].map(right),
]

/** `haechi protection show | set | exposure` */
export function protectionCommand(adapters: CliAdapters): Command {
  return new Command('protection')
    .description('Spare reviewers what they need not see: blur, limits by severity, breaks.')
    .addCommand(show(adapters))
    .addCommand(set(adapters))
    .addCommand(exposure(adapters))
}

function mine(command: Command): Command {
  return withConnection(command).option('--mine', 'what holds for the person for whom the key speaks')
}

function show(adapters: CliAdapters): Command {
  const command = mine(new Command('show').description('Show how reviewers are protected.'))
  return act<Options>(command, adapters, async (_, options) => {
    const { protection } = connect(adapters, options)
    const { protection: held } = options.mine ? await protection.mine() : await protection.get()
    await adapters.stdout.write(options.json ? `${JSON.stringify(held)}\n` : render(held))
    return 'ok'
  })
}

function set(adapters: CliAdapters): Command {
  const command = mine(
    new Command('set')
      .description('Say how reviewers are protected; a person may be stricter for themselves, never laxer.')
      .argument('<FILE>', 'settings as JSON, in the place of all that was said before'),
  )
  return act<Options>(command, adapters, async ([file], options) => {
    const { protection } = connect(adapters, options)
    const said = await settingsIn(String(file), adapters)
    const { protection: held } = options.mine ? await protection.setMine(said) : await protection.set(said)
    await adapters.stdout.write(options.json ? `${JSON.stringify(held)}\n` : render(held))
    return 'ok'
  })
}

function exposure(adapters: CliAdapters): Command {
  const command = withConnection(
    new Command('exposure').description('Show how much each reviewer has looked at within 24 hours.'),
  )
  return act<Options>(command, adapters, async (_, options) => {
    const people = await connect(adapters, options).exposure.team()
    const rows = people.map(({ name, severities }) => [
      name,
      ...Severity.options.map((one) => String(severities[one].day.judged + severities[one].day.passed)),
    ])
    await adapters.stdout.write(options.json ? `${JSON.stringify(people)}\n` : renderTable(COUNTS, rows))
    return 'ok'
  })
}

async function settingsIn(file: string, { cwd }: Pick<CliAdapters, 'cwd'>): Promise<OwnProtection> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch(() => {
    throw new CliFailure('usage', `${file} cannot be read`)
  })
  try {
    // The service holds it to its form.
    return JSON.parse(text) as OwnProtection
  } catch {
    throw new CliFailure('usage', `${file} is not JSON`)
  }
}

function render({ severities, breaks, soundOff, reveal }: Protection): string {
  const limit = (value: number | null) => (value === null ? '-' : String(value))
  const rows = Severity.options.map((one) => {
    const { blur, grey, summary, perHour, perDay } = severities[one]
    return [one, blur, grey ? 'yes' : 'no', summary ? 'yes' : 'no', limit(perHour), limit(perDay)]
  })
  const { afterMinutes, afterJobs, forMinutes } = breaks
  return `${renderTable(CARE, rows)}reveal: ${reveal}; sound ${soundOff ? 'off' : 'on'}
break of ${forMinutes} minutes after ${limit(afterMinutes)} minutes or ${limit(afterJobs)} jobs
`
}
