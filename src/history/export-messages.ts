import type { ExportType } from './export-type.ts'
import type { ExportState } from './run-export.ts'

/** The event types of the pack that is live. */
export interface LiveTypes {
  readonly ruleset: string
  readonly types: readonly ExportType[]
}

/** What the thread of the export is started with; `connection` is the database's, as the store gives it. */
export interface ExportThreadData {
  readonly dir: string
  readonly connection: unknown
  readonly live: LiveTypes
}

/** What is said to the thread. */
export type ToExport = { readonly kind: 'live'; readonly live: LiveTypes } | { readonly kind: 'stop' }

/** What it says. */
export type FromExport =
  | { readonly kind: 'log'; readonly level: 'info' | 'warn'; readonly message: string }
  | { readonly kind: 'state'; readonly state: ExportState }
