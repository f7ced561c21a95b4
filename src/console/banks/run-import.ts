import type { BankImportReply } from '../../api/contract/banks.ts'
import { ask } from '../api/ask.ts'
import { type ImportStep, importFile, type LookedThrough, lookThrough } from './import-file.ts'
import { type HashFileAsked, type NoHashFile, openHashFile } from './open-hash-file.ts'

/** How an import stands. */
export type ImportState =
  | ImportStep
  | { readonly kind: 'refused'; readonly why: NoHashFile | 'not-utf8' | 'nothing' }
  /** Entries cannot be read: nothing was sent. */
  | { readonly kind: 'bad'; readonly looked: LookedThrough }
  /** It was stopped, or the connection broke: what was sent stays. */
  | { readonly kind: 'cut'; readonly error: Error | null }
  | { readonly kind: 'done'; readonly done: BankImportReply; readonly looked: LookedThrough }

export interface ImportAsked {
  readonly bank: string
  readonly file: File
  readonly asked: HashFileAsked
  readonly skipBad: boolean
}

/** Reads a file and brings it to the service; `tell` hears how it stands. Never rejects. */
export async function runImport(
  { bank, file, asked, skipBad }: ImportAsked,
  tell: (state: ImportState) => void,
  stop: AbortSignal,
): Promise<void> {
  tell({ kind: 'reading', entries: 0, share: 0 })
  try {
    const opened = await openHashFile(file, asked)
    if (typeof opened === 'string') return tell({ kind: 'refused', why: opened })
    const looked = await lookThrough(opened, tell, stop, () => performance.now())
    if (looked.badCount > 0 && !skipBad) return tell({ kind: 'bad', looked })
    if (looked.entries === 0) return tell({ kind: 'refused', why: 'nothing' })
    const done = await importFile(
      opened,
      looked.entries,
      {
        begin: (body) => ask('beginBankImport', { params: { bank }, body }, stop),
        send: (id, body) => ask('importBankRows', { params: { bank, id }, body }, stop),
      },
      tell,
      stop,
    )
    tell(done.received < done.entries ? { kind: 'cut', error: null } : { kind: 'done', done, looked })
  } catch (fault) {
    // A decoder says so of bytes that are no text.
    if (fault instanceof TypeError) tell({ kind: 'refused', why: 'not-utf8' })
    else tell({ kind: 'cut', error: stop.aborted ? null : (fault as Error) })
  }
}
