import { join } from 'node:path'
import { checkPack } from '../src/pack/check-pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import type { TermBank } from '../src/signals/text/term-bank.ts'

/** Banks of the starter pack by name, and its banks of known-good. */
export async function starterBanks(names: readonly string[]): Promise<TermBank[]> {
  const { pack } = checkPack(await readPackFolder(join(process.cwd(), 'starter')))
  if (!pack)
    throw new Error('bench: the starter pack has errors; `npm run haechi -- check starter` tells them')
  const missing = names.filter((name) => !pack.banks.has(name))
  if (missing.length > 0) throw new Error(`bench: the starter pack has no bank ${missing.join(', ')}`)
  return [...pack.banks.values()].filter((bank) => names.includes(bank.name) || bank.negative)
}
