import { Command } from 'commander'
import type { BankReply } from '../../api/contract/banks.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { banksOnDisk, termsOf } from '../bank-files.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { CliFailure } from '../failure.ts'
import { packFolder, readPack } from '../pack-folder.ts'
import { renderTable } from '../table.ts'

interface Options extends Common, ConnectOptions {
  readonly pack?: string
}

/** `haechi bank list` */
export function bankListCommand(adapters: CliAdapters): Command {
  const command = new Command('list')
    .description(
      'List the banks of a pack with where they come from; those of known hashes with counts, when a key of the service is at hand.',
    )
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
  return act<Options>(withConnection(command), adapters, async (_, options) => {
    const folder = packFolder(adapters, options.pack)
    const { banks, hashBanks, unreadable } = banksOnDisk(await readPack(folder))
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
    const kept = await keptBanks(adapters, options)
    const names = hashBanks.map(({ bank }) => bank).sort()
    if (options.json) {
      const ofHashes = kept ?? names.map((name) => ({ name }))
      await adapters.stdout.write(`${JSON.stringify({ banks: rows, hashBanks: ofHashes, unreadable })}\n`)
    } else {
      await adapters.stdout.write(table())
      if (kept !== undefined && kept.length > 0) await adapters.stdout.write(`\n${hashTable(kept)}`)
      else if (kept === undefined && names.length > 0)
        await adapters.stdout.write(
          `\nBanks of hashes: ${names.join(', ')}. The service knows what is in them: pass --key, or sign in.\n`,
        )
    }
    for (const path of unreadable)
      await adapters.stderr.write(
        `haechi: ${path} cannot be read as a bank; \`haechi check ${folder.shown}\` says why\n`,
      )
    return unreadable.length > 0 ? 'negative' : 'ok'
  })
}

/** What the service keeps; undefined when no key is at hand. Without being asked for it, a service that is not there is no failure. */
async function keptBanks(adapters: CliAdapters, options: Options): Promise<readonly BankReply[] | undefined> {
  try {
    return await connect(adapters, options).banks.list()
  } catch (fault) {
    if (options.key !== undefined || options.url !== undefined) throw fault
    if (!(fault instanceof CliFailure))
      await adapters.stderr.write('haechi: the service could not be asked for the banks of hashes\n')
    return undefined
  }
}

function hashTable(banks: readonly BankReply[]): string {
  return renderTable(
    [
      { heading: 'BANK OF HASHES' },
      { heading: 'MEMBERS', right: true },
      { heading: 'CONFIRMED', right: true },
      { heading: 'DISPUTED', right: true },
      { heading: 'QUARANTINE', right: true },
      { heading: 'MATCHES' },
      { heading: 'POLICY' },
      { heading: 'KINDS' },
    ],
    banks.map((bank) => [
      bank.name,
      String(bank.members),
      ...(['confirmed', 'disputed', 'quarantined'] as const).map((state) => String(bank.states[state])),
      how(bank),
      bank.policy ?? '',
      Object.entries(bank.types)
        .map(([type, count]) => `${type} ${count}`)
        .join(', '),
    ]),
  )
}

function how({ declared, enabled, share, negative, sealed }: BankReply): string {
  if (!declared) return 'not declared'
  if (!enabled) return 'off'
  const kinds = [...(negative ? ['known good'] : []), ...(sealed ? ['sealed'] : [])]
  return [...(share < 1 ? [`${share * 100} % of files`] : ['on']), ...kinds].join(', ')
}
