import type { Steps } from '../core/steps.ts'
import type { PackFiles } from './pack.ts'

/** The files as one JSON text in UTF-8, made file by file: a large bank among them holds nobody up for all the others. */
export function* encodeFiles(files: PackFiles): Steps<Uint8Array> {
  const pieces: Uint8Array[] = []
  const add = (text: string) => pieces.push(Buffer.from(text))
  add('{')
  for (const [i, [path, text]] of Object.entries(files).entries()) {
    add(`${i === 0 ? '' : ','}${JSON.stringify(path)}:`)
    add(JSON.stringify(text))
    yield
  }
  add('}')
  return Buffer.concat(pieces)
}
