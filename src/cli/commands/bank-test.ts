import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { bankNamed, banksOnDisk } from '../bank-files.ts'
import { loadPack, packFolder, readPack } from '../pack-folder.ts'
import { cellWidth } from '../table.ts'

interface Options extends Common {
  readonly pack?: string
}

/** `haechi bank test` */
export function bankTestCommand(adapters: CliAdapters): Command {
  const command = new Command('test')
    .description('Show which terms of a bank a text holds, where, and in which disguise. Exit code 1: none.')
    .argument('<NAME>', 'the bank')
    .argument('<TEXT>', 'what a player might write')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
  return act<Options>(command, adapters, async ([[name = ''] = [], [text = ''] = []], options) => {
    const folder = packFolder(adapters, options.pack)
    const pack = await loadPack(folder)
    bankNamed(banksOnDisk(await readPack(folder)).banks, name)
    const hits = adapters.terms.findTerms(pack, name, text)
    if (options.json) {
      await adapters.stdout.write(`${JSON.stringify({ bank: name, hits })}\n`)
    } else {
      const lines = hits.map(
        ({ term, span: [start, end], form, disguise }) =>
          `${' '.repeat(cellWidth(text.slice(0, start)))}${'^'.repeat(Math.max(1, cellWidth(text.slice(start, end))))} ${term}${disguise === 'none' ? '' : ` (${disguise}, read as ${form})`}`,
      )
      await adapters.stdout.write(
        `${[text, ...(hits.length > 0 ? lines : ['no term of the bank'])].join('\n')}\n`,
      )
    }
    return hits.length > 0 ? 'ok' : 'negative'
  })
}
