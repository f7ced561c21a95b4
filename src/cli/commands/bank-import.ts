import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { stringify } from 'yaml'
import { EXCHANGE_FORMATS } from '../../core/exchange-format.ts'
import { HASH_TYPE_NAMES } from '../../core/hash-type.ts'
import { didYouMean, nearest } from '../../core/suggest.ts'
import { BankFile } from '../../pack/schemas.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters, TermList } from '../adapters.ts'
import { type ImportedFile, type ImportHashesOptions, importHashes } from '../bank/import-hashes.ts'
import { banksOnDisk, checkBankName } from '../bank-files.ts'
import { type ConnectOptions, connect, withConnection } from '../connect.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { packFolder, readPack } from '../pack-folder.ts'
import { writeWhole } from '../write-files.ts'

interface Options extends Common, ConnectOptions, ImportHashesOptions {
  readonly bank?: string
  readonly source?: string
  readonly licence?: string
  readonly language: string
  readonly policy?: string
  readonly match?: string
  readonly level?: string
  readonly description?: string
  readonly pack?: string
  readonly replace?: true
}

interface TermOptions extends Options {
  readonly bank: string
  readonly source: string
  readonly licence: string
}

const MAX_BYTES = 64 * 1024 * 1024

/** `haechi bank import` */
export function bankImportCommand(adapters: CliAdapters): Command {
  const command = new Command('import')
    .description(
      'Bring files of known hashes into a bank of the service: signal lines, ThreatExchange CSV, NCMEC XML, StopNCII JSON, or vPDQ of videos as `haechi hash` prints it. With --bank: make a bank of terms of a list in the pack (one term a line, `#` comments, or a Markdown list).',
    )
    .argument('<BANK|FILE>', 'the bank of hashes; with --bank, the list of terms')
    .argument('[FILE...]', 'the files of hashes, in their order')
    .addOption(
      new Option('--format <FORM>', 'the form of the files of hashes').choices([...EXCHANGE_FORMATS]),
    )
    .addOption(
      new Option('--type <TYPE>', 'the kind of hashes, where a file does not say it').choices([
        ...HASH_TYPE_NAMES,
      ]),
    )
    .option('--skip-bad', 'leave out entries that cannot be read')
    .option('--bank <NAME>', 'make a bank of terms of this name, as insults_ko')
    .option('--source <TEXT>', 'where the list of terms comes from: an address, or who wrote it')
    .option('--licence <TEXT>', 'under which licence, as CC-BY-4.0')
    .option('--language <CODE>', 'language of the terms, as ko', 'en')
    .option('--policy <ID>', 'the policy that a match is under')
    .addOption(new Option('--match <HOW>', 'whole words, or anywhere').choices(['word', 'substring']))
    .addOption(
      new Option('--level <LEVEL>', 'how far its terms are looked for in disguise').choices([
        'unicode',
        'spelled',
        'alike',
        'initials',
      ]),
    )
    .option('--description <TEXT>', 'what the bank is for')
    .option('--pack <DIR>', 'folder of the pack (HAECHI_PACK)')
    .option('--replace', 'replace the bank of that name')
  return act<Options>(withConnection(command), adapters, ([[first = ''] = [], files = []], options) =>
    options.bank === undefined
      ? importFiles(adapters, first, files, options)
      : importBank(adapters, first, files, termsAsked(options, options.bank)),
  )
}

/** What a list of terms must be told of. */
function termsAsked(options: Options, bank: string): TermOptions {
  const { source, licence } = options
  if (source === undefined || licence === undefined)
    throw new CliFailure('usage', 'A bank of terms says where it comes from; pass --source and --licence')
  return { ...options, bank, source, licence }
}

async function importFiles(
  adapters: CliAdapters,
  bank: string,
  files: readonly string[],
  options: Options,
): Promise<ExitName> {
  if (files.length === 0)
    throw new CliFailure(
      'usage',
      'Name a bank of hashes and its files (`haechi bank import known_ncii feed.json`), or pass --bank for a list of terms',
    )
  checkBankName(bank)
  const client = connect(adapters, options)
  const done = await interruptible(adapters, async (signal) => {
    const declared = (await client.banks.list({ signal }))
      .filter((one) => one.declared)
      .map(({ name }) => name)
    if (!declared.includes(bank))
      await adapters.stderr.write(
        `The live pack has no bank of hashes "${bank}": what is imported is kept, and matches nothing until banks/${bank}.yaml declares it (kind: hashes); ${didYouMean(bank, declared)}\n`,
      )
    const all: ImportedFile[] = []
    for (const file of files) {
      all.push(await importHashes(adapters, client, bank, file, options, signal))
      if (!options.json) await adapters.stdout.write(importedLines(all.at(-1)!))
    }
    return all
  })
  if (options.json) await adapters.stdout.write(`${JSON.stringify({ bank, files: done })}\n`)
  return 'ok'
}

function importedLines({ file, format, entries, added, changed, withdrawn, left }: ImportedFile): string {
  const lines = [
    `${file} (${format}): ${counted(entries, 'entry', 'entries')}; ${added} added, ${changed} changed, ${withdrawn} withdrawn`,
    ...Object.entries(left).map(([why, count]) => `  ${count} left out: ${why}`),
  ]
  return `${lines.join('\n')}\n`
}

async function importBank(
  adapters: CliAdapters,
  file: string,
  more: readonly string[],
  options: TermOptions,
): Promise<ExitName> {
  if (more.length > 0) throw new CliFailure('usage', 'A bank of terms is made of one list; make one for each')
  checkBankName(options.bank)
  const folder = packFolder(adapters, options.pack)
  if (folder.path === adapters.starterPack)
    throw new CliFailure(
      'usage',
      'The starter pack that comes with Haechi is not changed; write your own with `haechi init`, then pass --pack',
    )
  const files = await readPack(folder)
  const { banks } = banksOnDisk(files)
  const paths = { yaml: `banks/${options.bank}.yaml`, list: `banks/${options.bank}.txt` }
  const taken =
    banks.get(options.bank)?.path ?? [paths.yaml, paths.list].find((path) => Object.hasOwn(files, path))
  if (taken !== undefined && !options.replace)
    throw new CliFailure('usage', `${taken} is there already; choose another name, or pass --replace`)
  if (taken !== undefined && taken !== paths.yaml && taken !== paths.list)
    throw new CliFailure(
      'usage',
      `The bank ${options.bank} stands in ${taken}; delete or rename that file first`,
    )
  if (options.policy !== undefined) checkPolicy(files, options.policy)

  const text = await readList(resolve(adapters.cwd, file), file)
  const read = adapters.terms.readTermList(text)
  const { terms, duplicates, comments } = distinct(read)
  if (terms.length === 0)
    throw new CliFailure('usage', `${file} holds no term; expected one term a line, or a Markdown list`)
  const bank: BankFile = {
    bank: options.bank,
    kind: 'terms',
    ...(options.description !== undefined && { description: options.description }),
    language: options.language,
    ...(options.policy !== undefined && { policy: options.policy }),
    ...(options.match !== undefined && { match: options.match as 'word' | 'substring' }),
    ...(options.level !== undefined && {
      level: options.level as 'unicode' | 'spelled' | 'alike' | 'initials',
    }),
    source: options.source,
    licence: options.licence,
    imported: {
      file: basename(file),
      sha256: createHash('sha256').update(text).digest('hex'),
      at: new Date(adapters.clock.now()).toISOString(),
      terms: terms.length,
    },
    ...(comments.length > 0 && { terms: comments }),
    terms_file: `${options.bank}.txt`,
  }
  const problem = BankFile.safeParse(bank).error?.issues[0]
  if (problem) throw new CliFailure('usage', `--${String(problem.path[0])}: ${problem.message}`)
  // The list first: a bank that names a list must find it, whenever a running service looks.
  await writeWhole(
    join(folder.path, paths.list),
    `${terms.filter((term) => !term.startsWith('#')).join('\n')}\n`,
  )
  await writeWhole(join(folder.path, paths.yaml), stringify(bank, { lineWidth: 0 }))
  const result = {
    bank: options.bank,
    file: join(folder.shown, paths.yaml),
    imported: terms.length,
    duplicates,
    skipped: read.problems,
  }
  await adapters.stdout.write(options.json ? `${JSON.stringify(result)}\n` : summary(result))
  return 'ok'
}

/** The terms without repetition; those that a list file would take for comments apart. */
function distinct(read: TermList): { terms: string[]; duplicates: number; comments: string[] } {
  const terms = [...new Set(read.terms)]
  return {
    terms,
    duplicates: read.terms.length - terms.length,
    comments: terms.filter((term) => term.startsWith('#')),
  }
}

async function readList(path: string, shown: string): Promise<string> {
  try {
    const { size } = await stat(path)
    if (size > MAX_BYTES) throw new CliFailure('usage', `${shown} is larger than 64 MiB; split it into banks`)
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (fault) {
    if (fault instanceof CliFailure) throw fault
    const why =
      fault instanceof TypeError
        ? 'is not UTF-8; convert it, as with `iconv -t UTF-8`'
        : 'cannot be read; check the path'
    throw new CliFailure('usage', `${shown} ${why}`, fault)
  }
}

function checkPolicy(files: Readonly<Record<string, string>>, policy: string): void {
  const known = Object.entries(files)
    .filter(([path]) => path.startsWith('policies/'))
    .flatMap(([, text]) => [...text.matchAll(/^\s*-?\s*id:\s*['"]?([\w.-]+)/gm)].map(([, id]) => id!))
  if (known.includes(policy)) return
  const near = nearest(policy, known)
  const way = near === undefined ? 'policies/ lists what there is' : `did you mean "${near}"?`
  throw new CliFailure('usage', `The pack has no policy "${policy}"; ${way}`)
}

interface Imported {
  readonly bank: string
  readonly file: string
  readonly imported: number
  readonly duplicates: number
  readonly skipped: TermList['problems']
}

function summary({ bank, file, imported, duplicates, skipped }: Imported): string {
  const lines = [
    `${file}: ${imported} imported, ${counted(duplicates, 'duplicate')}, ${skipped.length} skipped`,
    ...skipped.slice(0, 10).map(({ line, message }) => `  line ${line}: ${message}`),
    ...(skipped.length > 10 ? [`  and ${skipped.length - 10} more (--json lists them all)`] : []),
    `A signal reads it when haechi.yaml lists it: banks: [${bank}, …]`,
  ]
  return `${lines.join('\n')}\n`
}
