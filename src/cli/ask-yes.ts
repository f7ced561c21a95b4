import type { CliAdapters } from './adapters.ts'
import { CliFailure } from './failure.ts'

/** Asks a person to confirm. Where nobody can be asked, `--yes` must have been given. */
export async function askYes({ stdin, stderr }: CliAdapters, question: string): Promise<boolean> {
  if (!stdin.isTTY) throw new CliFailure('usage', `${question} Nobody is here to be asked: say --yes`)
  await stderr.write(`${question} [y/N] `)
  for await (const bytes of stdin) return /^\s*y(es)?\s*$/i.test(new TextDecoder().decode(bytes))
  return false
}
