import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Client } from '../../client/client.ts'
import { AuditEntry, AuditHead } from '../../core/audit-entry.ts'
import { CliFailure } from '../failure.ts'

/** A chain, and where it says that it ends. */
export interface Chain {
  readonly head: AuditHead
  readonly entries: AsyncIterable<AuditEntry>
}

/** What an entry may be looked for by. */
export interface AuditAskedLike {
  readonly who?: string
  readonly what?: string
  readonly object?: string
  readonly entity?: string
  readonly from?: string
  readonly to?: string
}

const PAGE = 1000

/** The chain of a service up to its end as of now; it is verified here, not there. */
export async function readChain({ audit }: Pick<Client, 'audit'>): Promise<Chain> {
  const head = await audit.head()
  return { head, entries: pages() }

  async function* pages(): AsyncGenerator<AuditEntry> {
    for (let after = 0; ; ) {
      const { entries } = await audit.find({ after, limit: PAGE })
      for (const entry of entries) if (entry.seq <= head.seq) yield entry
      const last = entries.at(-1)
      if (last === undefined || last.seq >= head.seq) return
      after = last.seq
    }
  }
}

/** The chain of an exported file: its entries in the order of the lines, and the end that its last line states. */
export async function readExport(cwd: string, file: string): Promise<Chain> {
  const path = resolve(cwd, file)
  let head: AuditHead | undefined
  for await (const line of lines(path)) head = headOf(line) ?? head
  if (head === undefined)
    throw new CliFailure(
      'usage',
      `${file} holds no end of a chain; give a file that \`haechi audit export\` wrote whole`,
    )
  return { head, entries: entries() }

  async function* entries(): AsyncGenerator<AuditEntry> {
    let number = 0
    for await (const line of lines(path)) {
      number++
      if (headOf(line) !== undefined) continue
      const entry = AuditEntry.safeParse(parsed(line))
      if (!entry.success)
        throw new CliFailure(
          'negative',
          `Line ${number} of ${file} is no entry of an audit log; it was changed or cut`,
        )
      yield entry.data
    }
  }
}

async function* lines(path: string): AsyncGenerator<string> {
  const stream = createReadStream(path, 'utf8')
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line !== '') yield line
  } catch (fault) {
    throw new CliFailure('usage', `${path} cannot be read (${(fault as NodeJS.ErrnoException).code})`, fault)
  } finally {
    stream.destroy()
  }
}

function headOf(line: string): AuditHead | undefined {
  const value = parsed(line) as { head?: unknown } | undefined
  return AuditHead.safeParse(value?.head).data
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
