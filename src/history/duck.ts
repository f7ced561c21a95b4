import { rmSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { makeWorkingFolder } from './working-folder.ts'

export interface DuckOptions {
  readonly threads?: number
  /** What DuckDB may hold in memory, in MB; beyond it, it spills to the folder's `tmp/`. */
  readonly memoryMb?: number
}

export const DUCK_DEFAULTS: Required<DuckOptions> = { threads: 2, memoryMb: 1024 }

/** A DuckDB of its own, in memory, that reaches neither network nor extensions. */
export interface Duck {
  connect(): Promise<DuckDBConnection>
  close(): void
}

/** Opens a DuckDB that spills into a folder of its own below `dir/tmp`. */
export async function openDuck(dir: string, options: DuckOptions = {}): Promise<Duck> {
  const { threads, memoryMb } = { ...DUCK_DEFAULTS, ...options }
  const temp = makeWorkingFolder(dir)
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMb}MB`,
    temp_directory: temp,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
    // Files do not change under their name, so what was read of their ends once stays true.
    enable_object_cache: 'true',
  })
  return {
    connect: () => instance.connect(),
    close() {
      instance.closeSync()
      rmSync(temp, { recursive: true, force: true })
    },
  }
}

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  if (text.includes('\0')) throw new Error('A text with a NUL character cannot go into SQL; remove it.')
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as an SQL identifier. */
export function sqlName(name: string): string {
  if (name.includes('\0')) throw new Error('A name with a NUL character cannot go into SQL; remove it.')
  return `"${name.replaceAll('"', '""')}"`
}
