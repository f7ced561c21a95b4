import { CommanderError } from 'commander'
import { Ended } from './action.ts'
import type { CliAdapters } from './adapters.ts'
import { EXIT_CODES } from './exit-codes.ts'
import { program } from './program.ts'

/** Runs one command line (without node and script) and gives its exit code. Never rejects. */
export async function runCli(adapters: CliAdapters, argv: readonly string[]): Promise<number> {
  try {
    await program(adapters).parseAsync(argv, { from: 'user' })
    return EXIT_CODES.ok.code
  } catch (fault) {
    if (fault instanceof Ended) return EXIT_CODES[fault.exit].code
    // commander says 0 for --help and --version, and has written what there is to say.
    if (fault instanceof CommanderError)
      return fault.exitCode === 0 ? EXIT_CODES.ok.code : EXIT_CODES.usage.code
    await adapters.stderr.write(`haechi: ${fault instanceof Error ? fault.message : fault}\n`).catch(() => {})
    return EXIT_CODES.fault.code
  }
}
