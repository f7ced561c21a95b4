import { parseDocument } from 'yaml'
import { nearest } from '../core/suggest.ts'
import type { PackFiles } from '../pack/pack.ts'
import { BankFile, HashBankFile, Name } from '../pack/schemas.ts'
import { CliFailure } from './failure.ts'

/** A bank as its files say it, whether or not the rest of the pack is in order. */
export interface BankOnDisk {
  /** Path within the pack, as `banks/insults_ko.yaml`. */
  readonly path: string
  readonly file: BankFile
  /** Path of the list beside it, and its terms. */
  readonly list: { readonly path: string; readonly terms: readonly string[] } | undefined
}

/** The banks of terms of a pack by name, those of hashes that it declares, and the bank files that cannot be read. */
export function banksOnDisk(files: PackFiles): {
  banks: Map<string, BankOnDisk>
  hashBanks: HashBankFile[]
  unreadable: string[]
} {
  const banks = new Map<string, BankOnDisk>()
  const hashBanks: HashBankFile[] = []
  const unreadable: string[] = []
  for (const [path, text] of Object.entries(files)) {
    if (!/^banks\/[^/]+\.ya?ml$/.test(path)) continue
    const document = parseDocument(text)
    const value: unknown = document.errors.length === 0 ? document.toJS() : undefined
    const ofHashes = HashBankFile.safeParse(value)
    if (ofHashes.success) {
      hashBanks.push(ofHashes.data)
      continue
    }
    const parsed = BankFile.safeParse(value)
    if (!parsed.success) unreadable.push(path)
    else banks.set(parsed.data.bank, { path, file: parsed.data, list: listOf(files, parsed.data) })
  }
  return { banks, hashBanks, unreadable }
}

function listOf(files: PackFiles, file: BankFile): BankOnDisk['list'] {
  if (file.terms_file === undefined) return undefined
  const path = `banks/${file.terms_file}`
  const text = Object.hasOwn(files, path) ? files[path]! : ''
  const terms = text.split(/\r\n?|\n/).map((line) => line.trim())
  return { path, terms: terms.filter((term) => term !== '' && !term.startsWith('#')) }
}

/** Every term of a bank, as written. */
export function termsOf({ file, list }: BankOnDisk): string[] {
  return [
    ...(file.terms ?? []).map((term) => (typeof term === 'string' ? term : term.term)),
    ...(list?.terms ?? []),
  ]
}

/** The bank of that name. Throws CliFailure, with the name that was likely meant. */
export function bankNamed(banks: ReadonlyMap<string, BankOnDisk>, name: string): BankOnDisk {
  const bank = banks.get(name)
  if (bank) return bank
  const near = nearest(name, banks.keys())
  const way = near === undefined ? '`haechi bank list` shows what there is' : `did you mean "${near}"?`
  throw new CliFailure('usage', `The pack has no bank "${name}"; ${way}`)
}

/** Throws CliFailure when a bank cannot have that name. */
export function checkBankName(name: string): void {
  const problem = Name.safeParse(name).error?.issues[0]
  if (problem)
    throw new CliFailure('usage', `"${name}" cannot be a bank's name: ${problem.message}; as in insults_ko`)
}
