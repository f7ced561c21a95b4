import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DecisionId } from '../core/id.ts'
import type { CounterSnapshots } from '../engine/ports.ts'

const MAGIC = 'haechi counters 1\n'
const FILE = 'counters.snapshot'

/**
 * Snapshots of counters as one file in a folder: a line of JSON that says what it is, then the shards, each with its
 * counter, number and length, and at the end a SHA-256 of all before. A snapshot is whole or not there: it is written
 * aside, flushed to the disk, and moved into place.
 */
export function counterSnapshots(dir: string, database: string): CounterSnapshots {
  const path = join(dir, FILE)
  return {
    async load(take) {
      const file = await open(path).catch((fault: NodeJS.ErrnoException) => {
        if (fault.code === 'ENOENT') return undefined
        throw fault
      })
      if (file === undefined) return undefined
      try {
        const bytes = await file.readFile()
        return readSnapshot(bytes, database, take)
      } finally {
        await file.close()
      }
    },
    async begin(upTo) {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      // What a process that was killed has left.
      for (const name of await readdir(dir))
        if (name.startsWith(`${FILE}.`) && name.endsWith('.tmp')) await rm(join(dir, name), { force: true })
      const aside = join(dir, `${FILE}.${randomUUID()}.tmp`)
      const file = await open(aside, 'w', 0o600)
      const sum = createHash('sha256')
      const write = async (bytes: Uint8Array) => {
        sum.update(bytes)
        await file.writeFile(bytes)
      }
      try {
        await write(Buffer.from(`${MAGIC}${JSON.stringify({ upTo, database })}\n`))
      } catch (fault) {
        await file.close()
        await rm(aside, { force: true })
        throw fault
      }
      return {
        async add(definition, shard, bytes) {
          const head = Buffer.alloc(40)
          head.write(definition, 0, 32, 'latin1')
          head.writeUInt32LE(shard, 32)
          head.writeUInt32LE(bytes.length, 36)
          await write(head)
          await write(bytes)
        },
        async commit() {
          await file.writeFile(sum.digest())
          await file.sync()
          await file.close()
          await rename(aside, path)
        },
        async abort() {
          await file.close()
          await rm(aside, { force: true })
        },
      }
    },
  }
}

/** Throws an Error in words on bytes that are no whole snapshot; gives nothing for one of another database. */
function readSnapshot(
  bytes: Buffer,
  database: string,
  take: (definition: string, shard: number, bytes: Uint8Array) => void,
): DecisionId | undefined {
  const damaged = new Error(
    'the snapshot of the counters is damaged; they are counted anew from the decisions',
  )
  const end = bytes.length - 32
  if (end < MAGIC.length || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw damaged
  if (!createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end))) throw damaged
  const line = bytes.indexOf('\n', MAGIC.length)
  const head = JSON.parse(bytes.toString('utf8', MAGIC.length, line)) as { upTo: unknown; database: unknown }
  const upTo = DecisionId.safeParse(head.upTo).data
  if (upTo === undefined) throw damaged
  if (head.database !== database) return undefined
  for (let at = line + 1; at < end; ) {
    const length = bytes.readUInt32LE(at + 36)
    // A copy of its own: the words of a shard are read where they lie, at multiples of four.
    const shard = new Uint8Array(bytes.subarray(at + 40, at + 40 + length))
    take(bytes.toString('latin1', at, at + 32), bytes.readUInt32LE(at + 32), shard)
    at += 40 + length
  }
  return upTo
}

/** Keeps none: after each start the counters are counted anew from the stored events. */
export const NO_SNAPSHOTS: CounterSnapshots = {
  load: async () => undefined,
  begin: async () => ({ add: async () => {}, commit: async () => {}, abort: async () => {} }),
}
