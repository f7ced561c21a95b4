import { Command } from 'commander'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { banksOnDisk, termsOf } from '../bank-files.ts'
import { packFolder, readPack } from '../pack-folder.ts'
import { renderTable } from '../table.ts'

interface Options extends Common {
  readonly pack?: string
}

/** `haechi bank list` */
export function bankListCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description('List the banks of a pack with where they come from.')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
  return act<Options>(command, adapters, async (_, options) => {
    const folder = packFolder(adapters, options.pack)
    const { banks, unreadable } = banksOnDisk(await readPack(folder))
    const rows = [...banks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bank]) => ({
        bank: name,
        language: bank.file.language,
        terms: termsOf(bank).length,
        exceptions: bank.file.except?.length ?? 0,
        policy: bank.file.policy ?? null,
        source: bank.file.source ?? null,
        licence: bank.file.licence ?? null,
      }))
    const table = () =>
      renderTable(
        [
          { heading: 'BANK' },
          { heading: 'LANGUAGE' },
          { heading: 'TERMS', right: true },
          { heading: 'EXCEPTIONS', right: true },
          { heading: 'POLICY' },
          { heading: 'LICENCE' },
          { heading: 'SOURCE' },
        ],
        rows.map((row) => [
          row.bank,
          row.language,
          String(row.terms),
          String(row.exceptions),
          row.policy ?? '',
          row.licence ?? '',
          row.source ?? '',
        ]),
      )
    await adapters.stdout.write(options.json ? `${JSON.stringify({ banks: rows, unreadable })}\n` : table())
    for (const path of unreadable)
      await adapters.stderr.write(
        `haechi: ${path} cannot be read as a bank; \`haechi check ${folder.shown}\` says why\n`,
      )
    return unreadable.length > 0 ? 'negative' : 'ok'
  })
}
