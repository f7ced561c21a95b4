import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { CliFailure } from '../failure.ts'
import { asUtf8, type FoundEncoding } from '../text/as-utf8.ts'
import type { LabelledFile } from './labelled-data.ts'
import type { LabelledRow } from './labelled-row.ts'
import type { BadRow } from './read-result.ts'

/** A text has at most 20,000 characters: a larger file is no text of a message. */
const MOST_BYTES = 256 * 1024

/**
 * Reads a folder whose sub-folders are labels and hold texts, a .txt file each. Rows are numbered by label and name, from 1;
 * what the files are called is kept nowhere. Other files are left out and counted. Throws CliFailure when it is no such folder.
 */
export async function readLabelledFolder(cwd: string, folder: string): Promise<LabelledFile> {
  const path = resolve(cwd, folder)
  const cannot = (fault: NodeJS.ErrnoException): never => {
    throw new CliFailure(
      'usage',
      `${folder}: something in it cannot be read (${fault.code}); check its rights`,
      fault,
    )
  }
  const entries = await readdir(path, { withFileTypes: true }).catch(cannot)
  const labels = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  let others = entries.length - labels.length
  const digest = createHash('sha256')
  const rows: LabelledRow[] = []
  const bad: BadRow[] = []
  const encodings: { readonly line: number; readonly found: FoundEncoding }[] = []
  let line = 0
  for (const label of labels) {
    const inside = await readdir(join(path, label), { withFileTypes: true }).catch(cannot)
    // A link may lead anywhere, and is not followed.
    const names = inside.flatMap((entry) =>
      entry.isFile() && /\.txt$/i.test(entry.name) ? [entry.name] : [],
    )
    others += inside.length - names.length
    for (const name of names.sort()) {
      line++
      const read = await readText(join(path, label, name)).catch(cannot)
      if ('why' in read) {
        bad.push({ line, why: read.why })
        continue
      }
      encodings.push({ line, found: read.encoding })
      digest.update(`${JSON.stringify([label, read.text])}\n`)
      rows.push({ line, text: read.text, labels: [label], group: undefined })
    }
  }
  if (line === 0)
    throw new CliFailure(
      'usage',
      `${folder} is a folder without labelled texts; give a file, or a folder whose sub-folders are labels and hold .txt files`,
    )
  const column = { type: 'text', missing: 0 } as const
  return {
    ...{ name: basename(path), sha256: digest.digest('hex'), rows, bad, separator: undefined, others },
    encoding: together(encodings),
    columns: [
      { ...column, name: 'file', role: 'text', distinct: new Set(rows.map(({ text }) => text)).size },
      { ...column, name: 'folder', role: 'label', distinct: labels.length },
    ],
  }
}

async function readText(path: string): Promise<{ text: string; encoding: FoundEncoding } | { why: string }> {
  const { size } = await stat(path)
  if (size > MOST_BYTES) return { why: `a file of ${size} bytes; ${MOST_BYTES} at most` }
  const whole = await readFile(path)
  const utf8 = asUtf8(
    (async function* () {
      yield whole
    })(),
  )
  const parts: Uint8Array[] = []
  for await (const part of utf8.bytes) parts.push(part)
  try {
    // The decoder takes a byte order mark away.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))
    return { text: text.trim(), encoding: utf8.found() }
  } catch {
    return { why: 'neither UTF-8 nor CP949' }
  }
}

/** How all files were read: those that differ are `mixed`. Lines of CP949 count as files here. */
function together(
  encodings: readonly { readonly line: number; readonly found: FoundEncoding }[],
): FoundEncoding {
  const names = new Set(encodings.map(({ found }) => found.name))
  const korean = encodings.filter(({ found }) => found.korean > 0)
  const [only] = names
  return {
    name: names.size === 1 ? only! : names.size === 0 ? 'utf-8' : 'mixed',
    ...{ korean: korean.length, firstKorean: korean[0]?.line },
  }
}
