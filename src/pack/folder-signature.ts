import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A text that changes with the name, size or time of any file below a folder. Rejects when it cannot be read. */
export async function folderSignature(dir: string): Promise<string> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
  const lines = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      const { size, mtimeMs, ino } = await stat(path)
      return `${path} ${size} ${mtimeMs} ${ino}`
    }),
  )
  return lines.sort().join('\n')
}
