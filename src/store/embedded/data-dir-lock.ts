import { createHash, randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotOpen } from '../cannot-open.ts'
import { processIdentity } from './process-identity.ts'

interface Holder {
  readonly pid: number
  readonly identity: string
  readonly nonce: string
}

const CLAIM_STALE_MS = 5000

/**
 * Takes the data directory for this process and returns how to let go of it.
 * Throws `CannotOpen` naming the process that has it. A lock whose holder is dead, or whose id has gone to another
 * process since, is taken over.
 */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const path = join(dataDir, 'lock')
  const nonce = randomBytes(8).toString('hex')
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '', nonce })
  const draft = `${path}.${nonce}`
  // Written aside and linked into place, so that nobody ever reads half a lock.
  try {
    writeFileSync(draft, mine, { mode: 0o644 })
    for (;;) {
      if (tryLink(draft, path)) break
      const found = readIfThere(path)
      if (found === undefined) continue
      const holder = parse(found)
      if (holder && processIdentity(holder.pid) === holder.identity)
        throw new CannotOpen(
          `Another Haechi, process ${holder.pid}, uses the data directory ${dataDir}. Stop it first, or give this one another directory with --data-dir.`,
        )
      if (takeOver(path, found, draft)) break
      await sleep(20)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (readIfThere(path) === mine) rmSync(path, { force: true })
  }
}

/** Replaces a dead process's lock. One at a time: whoever links the claim for exactly that lock. */
function takeOver(path: string, found: string, draft: string): boolean {
  const claim = `${path}.dead-${createHash('sha256').update(found).digest('hex').slice(0, 16)}`
  if (!tryLink(draft, claim)) {
    const age = Date.now() - (statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > CLAIM_STALE_MS) rmSync(claim, { force: true })
    return false
  }
  try {
    if (readIfThere(path) !== found) return false
    renameSync(draft, path)
    return true
  } finally {
    rmSync(claim, { force: true })
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fault
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<Holder>
    return typeof holder.pid === 'number' && typeof holder.identity === 'string'
      ? (holder as Holder)
      : undefined
  } catch {
    return undefined
  }
}
