import type { Command } from 'commander'
import type { CliAdapters } from '../../src/cli/adapters.ts'
import { EXIT_CODES } from '../../src/cli/exit-codes.ts'
import { program } from '../../src/cli/program.ts'
import { GENERATED, table } from './markdown.ts'

/** docs/reference/cli.md: every command of the program. */
export function cliPage(): string {
  // Nothing is run: the commands are only asked what they are.
  const root = program({ version: '0', stdout: {}, stderr: {} } as CliAdapters)
  const codes = Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning])
  return `${GENERATED}
# CLI reference

${root.description()}

${all(root)
  .filter((command) => command.parent !== null && command.commands.length === 0)
  .map(section)
  .join('\n')}
## Exit codes

${table(['code', 'meaning'], codes)}
`
}

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap((child) => all(child as Command))]
}

function section(command: Command): string {
  const rows = [
    ...command.registeredArguments.map((argument) => [
      `\`${argument.name().toUpperCase()}\``,
      `${argument.description}${argument.required ? '' : ' (optional)'}`,
    ]),
    ...command.options.map((option) => [`\`${option.flags}\``, option.description]),
  ]
  return `## ${pathOf(command)}

${command.description()}

\`${pathOf(command)} ${command.usage()}\`

${table(['argument or option', 'meaning'], rows)}
`
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent as Command)} ${command.name()}` : command.name()
}
