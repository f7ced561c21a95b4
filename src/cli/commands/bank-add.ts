import { join } from 'node:path'
import { Command } from 'commander'
import { isSeq, parseDocument } from 'yaml'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { type BankOnDisk, bankNamed, banksOnDisk, termsOf } from '../bank-files.ts'
import { CliFailure } from '../failure.ts'
import { packFolder, readPack } from '../pack-folder.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common {
  readonly pack?: string
}

/** `haechi bank add` */
export function bankAddCommand(adapters: CliAdapters): Command {
  const command = new Command('add')
    .description('Add terms to a bank of a pack; a running service takes them up by itself.')
    .argument('<NAME>', 'the bank')
    .argument('<TERM...>', 'the terms, one argument each')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
  return act<Options>(command, adapters, async ([[name = ''] = [], given = []], options) => {
    const folder = packFolder(adapters, options.pack)
    if (folder.path === adapters.starterPack)
      throw new CliFailure(
        'usage',
        'The starter pack that comes with Haechi is not changed; write your own with `haechi init`, then pass --pack',
      )
    const files = await readPack(folder)
    const bank = bankNamed(banksOnDisk(files).banks, name)
    const terms = [...new Set(given.map((term) => term.trim()))]
    if (terms.some((term) => term === '' || /[\r\n]/.test(term)))
      throw new CliFailure('usage', 'A term is empty or has a line break; give each term as one argument')
    const held = new Set(termsOf(bank))
    const added = terms.filter((term) => !held.has(term))
    if (added.length > 0) {
      const path = bank.list?.path ?? bank.path
      await writeWhole(join(folder.path, path), withTerms(bank, files[path] ?? '', added))
    }
    const result = { bank: name, added: added.length, already: terms.length - added.length }
    const text = `${name}: ${result.added} added, ${result.already} there already`
    await adapters.stdout.write(`${options.json ? JSON.stringify(result) : text}\n`)
    return 'ok'
  })
}

/** The bank's list, or else its own file, with more terms; comments stay where they are. */
function withTerms(bank: BankOnDisk, text: string, added: readonly string[]): string {
  // A line that starts with # is a comment in a list, so such a term stands in the YAML file only.
  if (bank.list) {
    const comment = added.find((term) => term.startsWith('#'))
    if (comment !== undefined)
      throw new CliFailure(
        'usage',
        `A term that starts with # would be a comment in ${bank.list.path}; write it under terms: in ${bank.path}`,
      )
    return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${added.join('\n')}\n`
  }
  const document = parseDocument(text)
  if (!isSeq(document.get('terms'))) document.set('terms', document.createNode([]))
  for (const term of added) document.addIn(['terms'], term)
  return document.toString({ lineWidth: 0 })
}
