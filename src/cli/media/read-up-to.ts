import { open } from 'node:fs/promises'

export type ReadFile =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: string }

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EACCES: 'The file may not be read.',
  EISDIR: 'This is a folder; give the files in it.',
}

/** A file whole, unless it is larger than what is read of what begins so: then nothing of it. */
export async function readUpTo(
  path: string,
  limit: number | ((beginning: Uint8Array) => number),
): Promise<ReadFile> {
  try {
    await using file = await open(path, 'r')
    const stat = await file.stat()
    if (!stat.isFile()) return { ok: false, why: stat.isDirectory() ? WHY.EISDIR! : 'This is no file.' }
    const { size } = stat
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const most = typeof limit === 'number' ? limit : limit(buffer.subarray(0, bytesRead))
    if (size > most) return { ok: false, why: `${size} bytes are more than the ${most} that are read.` }
    return { ok: true, bytes: await file.readFile() }
  } catch (fault) {
    const { code = 'unknown' } = fault as NodeJS.ErrnoException
    return { ok: false, why: WHY[code] ?? `The file cannot be read (${code}).` }
  }
}

/** A name on one line of a terminal, whatever is in it. */
export function printable(name: string): string {
  return /[\0-\x1f\x7f-\x9f]/.test(name) ? JSON.stringify(name) : name
}
