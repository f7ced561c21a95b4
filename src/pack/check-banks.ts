import { posix } from 'node:path'
import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { Steps } from '../core/steps.ts'
import { didYouMean } from '../core/suggest.ts'
import type { BankTerm, TermBank } from '../signals/text/term-bank.ts'
import { Declared } from './names.ts'
import type { PackFiles, Policy } from './pack.ts'
import { BankFile } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export const BANK_LIMITS = { maxTerms: 1_000_000, maxTermLength: 200 }

/** Languages written without spaces between words, or with endings joined on: their terms match within words. */
const MATCH_WITHIN_WORDS = new Set(['ko', 'ja', 'zh', 'th'])

export interface PlacedBank {
  readonly bank: TermBank
  readonly place: Place
}

/** The banks of all files, with the terms of the lists that stand beside them. */
export function* checkBanks(
  yaml: readonly YamlFile[],
  files: PackFiles,
  policies: { readonly policies: Declared<Policy>; readonly named: ReadonlySet<string> },
  diagnostics: Diagnostic[],
): Steps<Declared<PlacedBank>> {
  const banks = new Declared<PlacedBank>('bank', diagnostics)
  const lists = new Set(
    Object.keys(files).filter((path) => path.startsWith('banks/') && path.endsWith('.txt')),
  )
  const listed = new Set<string>()
  for (const file of yaml) {
    yield
    const spec = validate(BankFile, file, [], file.value ?? {}, diagnostics)
    if (spec === undefined) continue
    const warn = (
      code: string,
      message: string,
      place: Place,
      wayOut: string,
      severity: Diagnostic['severity'],
    ) => diagnostics.push({ severity, code, message, place, wayOut })
    const knowPolicy = (id: string | undefined, path: (string | number)[]) => {
      if (id !== undefined && !policies.named.has(id)) policies.policies.find(id, file.place(path))
    }
    knowPolicy(spec.policy, ['policy'])
    const terms: (string | BankTerm)[] = []
    for (const [i, term] of (spec.terms ?? []).entries()) {
      const written = typeof term === 'string' ? term : term.term
      if (typeof term !== 'string') knowPolicy(term.policy, ['terms', i, 'policy'])
      const wrong = wrongTerm(written)
      if (wrong) warn('bad-term', wrong, file.place(['terms', i]), 'shorten or remove it', 'error')
      else terms.push(term)
    }
    if (spec.terms_file !== undefined) {
      const path = posix.normalize(posix.join(posix.dirname(file.file), spec.terms_file))
      const list = Object.hasOwn(files, path) ? files[path] : undefined
      listed.add(path)
      if (list === undefined) {
        const beside = [...lists].map((one) => posix.relative(posix.dirname(file.file), one))
        const wayOut = didYouMean(spec.terms_file, beside)
        warn(
          'unknown-file',
          `no file "${spec.terms_file}" beside the bank`,
          file.place(['terms_file']),
          wayOut,
          'error',
        )
      } else yield* readList(path, list, terms, diagnostics)
    }
    if (terms.length > BANK_LIMITS.maxTerms)
      warn(
        'too-many-terms',
        `the bank holds ${terms.length} terms; at most ${BANK_LIMITS.maxTerms} fit`,
        file.place(['bank']),
        'split it into several banks',
        'error',
      )
    if (terms.length === 0 && !spec.negative)
      warn(
        'empty-bank',
        `the bank "${spec.bank}" holds no term`,
        file.place(['bank']),
        'add terms',
        'warning',
      )
    banks.add(spec.bank, {
      place: file.place(['bank']),
      bank: {
        name: spec.bank,
        language: spec.language,
        ...(spec.policy === undefined ? {} : { policy: spec.policy }),
        match: spec.match ?? (MATCH_WITHIN_WORDS.has(spec.language.slice(0, 2)) ? 'substring' : 'word'),
        terms,
        except: spec.except ?? [],
        ...(spec.negative === undefined ? {} : { negative: spec.negative }),
        ...(spec.spaced === undefined ? {} : { spaced: spec.spaced }),
        ...(spec.level === undefined ? {} : { level: spec.level }),
      },
    })
  }
  for (const path of lists) {
    if (listed.has(path)) continue
    diagnostics.push({
      severity: 'warning',
      code: 'unused-file',
      message: 'no bank reads this list',
      place: { file: path, line: 1, column: 1 },
      wayOut: 'name it in a bank as terms_file, or remove it',
    })
  }
  return banks
}

/** One term a line; empty lines and lines that start with `#` are skipped. At most 20 mistakes are told. */
function* readList(
  path: string,
  list: string,
  terms: (string | BankTerm)[],
  diagnostics: Diagnostic[],
): Steps<void> {
  let told = 0
  for (const [i, line] of list
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (i % 4096 === 4095) yield
    const term = line.trim()
    if (term === '' || term.startsWith('#')) continue
    const wrong = wrongTerm(term)
    if (wrong === undefined) terms.push(term)
    else if (told++ < 20)
      diagnostics.push({
        severity: 'error',
        code: 'bad-term',
        message: wrong,
        place: { file: path, line: i + 1, column: 1 },
        wayOut: 'shorten or remove it',
      })
  }
}

function wrongTerm(term: string): string | undefined {
  if (term.trim() === '') return 'the term is blank'
  if (term.length > BANK_LIMITS.maxTermLength)
    return `the term has ${term.length} characters; a term may have ${BANK_LIMITS.maxTermLength}`
  return undefined
}
