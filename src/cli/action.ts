import type { Command } from 'commander'
import { CommanderError, Option } from 'commander'
import { CannotStart } from '../api/running-service.ts'
import { HaechiError } from '../client/haechi-error.ts'
import type { CliAdapters } from './adapters.ts'
import type { ExitName } from './exit-codes.ts'
import { CliFailure } from './failure.ts'
import { OutputClosed } from './output.ts'

/** What every command's own function gets beside its adapters. */
export interface Common {
  readonly json?: true
  readonly debug?: true
}

/** How a command has ended; thrown so that commander hands it to whoever runs the program. */
export class Ended extends Error {
  override readonly name = 'Ended'
  readonly exit: ExitName
  constructor(exit: ExitName) {
    super(exit)
    this.exit = exit
  }
}

/**
 * Gives a command its function and the options that every command has. The function returns how it ended;
 * what it throws becomes a sentence on stderr and an exit code.
 */
export function act<O extends Common>(
  command: Command,
  { stderr }: CliAdapters,
  run: (args: string[][], options: O) => Promise<ExitName>,
): Command {
  return command
    .addOption(new Option('--json', 'print JSON and nothing else on stdout'))
    .addOption(new Option('--debug', 'show the trace of a failure'))
    .action(async (...given) => {
      const options = command.opts<O>()
      const args = given
        .slice(0, command.registeredArguments.length)
        .map((arg: string | string[] | undefined) =>
          Array.isArray(arg) ? arg : arg === undefined ? [] : [arg],
        )
      let exit: ExitName
      try {
        exit = await run(args, options)
      } catch (fault) {
        if (fault instanceof CommanderError) throw fault
        if (fault instanceof OutputClosed) throw new Ended('ok')
        exit = exitOf(fault)
        const trace = options.debug && fault instanceof Error ? `${traceOf(fault)}\n` : ''
        await stderr.write(`haechi: ${sentence(fault, exit)}\n${trace}`).catch(() => {})
      }
      throw new Ended(exit)
    })
}

function exitOf(fault: unknown): ExitName {
  if (fault instanceof CliFailure) return fault.exit
  if (fault instanceof CannotStart) return 'cannotStart'
  if (!(fault instanceof HaechiError)) return 'fault'
  if (fault.kind === 'stopped') return 'interrupted'
  if (fault.kind !== 'problem') return 'unreachable'
  const status = fault.problem?.status ?? 500
  return status === 429 || status >= 500 ? 'unreachable' : 'refused'
}

function sentence(fault: unknown, exit: ExitName): string {
  const message = fault instanceof Error ? fault.message : String(fault)
  return exit === 'fault'
    ? `${message.replace(/\.$/, '')}. This is a fault of Haechi; run again with --debug to see where`
    : message
}

function traceOf(fault: Error): string {
  const cause = fault.cause instanceof Error ? `\ncaused by ${traceOf(fault.cause)}` : ''
  return `${fault.stack ?? fault.message}${cause}`
}
