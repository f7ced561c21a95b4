import type { ExportType } from './export-type.ts'
import type { ExportState } from './run-export.ts'

/** What the thread of the export is started with; `connection` is the database's, as the store gives it. */
export interface ExportThreadData {
  readonly dir: string
  readonly connection: unknown
  readonly types: readonly ExportType[]
}

/** What is said to the thread. */
export type ToExport =
  | { readonly kind: 'types'; readonly types: readonly ExportType[] }
  | { readonly kind: 'stop' }

/** What it says. */
export type FromExport =
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }
  | { readonly kind: 'state'; readonly state: ExportState }
