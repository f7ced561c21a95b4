import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { BatchResult } from './proof.ts'

/** What the batches of a proof found so far, in a file: one line each, so that an interrupted run goes on. */
export interface KeptBatches {
  readonly file: string
  readonly found: ReadonlyMap<number, BatchResult>
  keep(batch: number, result: BatchResult): void
  /** All are done: the next run begins anew. */
  end(): void
}

const FOLDER = join('.cache', 'prove')
const CODE = ['src', 'bench', 'scripts']

/** Of one proof, seed and state of the code: whatever changes a file begins anew. */
export function keptBatches(proof: string, seed: number, root = process.cwd()): KeptBatches {
  mkdirSync(join(root, FOLDER), { recursive: true })
  const file = join(root, FOLDER, `${proof}-${seed}-${codeHash(root)}.jsonl`)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  // What was cut short must not spoil what is written behind it.
  if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n')
  const lines = text.split('\n').slice(0, -1)
  const found = new Map(lines.flatMap((line) => readLine(line)))
  return {
    ...{ file, found },
    keep: (batch, result) => appendFileSync(file, `${batch} ${serialize(result).toString('base64')}\n`),
    end: () => rmSync(file, { force: true }),
  }
}

/** A line that was cut short counts as none. */
function readLine(line: string): (readonly [number, BatchResult])[] {
  const [batch = '', result = ''] = line.split(' ')
  try {
    // Not JSON: what was found may be infinite.
    return [[Number(batch), deserialize(Buffer.from(result, 'base64')) as BatchResult]]
  } catch {
    return []
  }
}

function codeHash(root: string): string {
  const hash = createHash('sha256')
  for (const folder of CODE)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(ts|tsx|mjs)$/.test(name) && !/\.test\.tsx?$/.test(name))
        hash.update(`${folder}/${name}\n`).update(readFileSync(join(root, folder, name)))
  return hash.digest('hex').slice(0, 16)
}
