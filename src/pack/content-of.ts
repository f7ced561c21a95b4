import { decodeModelFile } from '../signals/models/model-file.ts'
import { isModelPath } from './model-paths.ts'

/** What a file of a pack held on disk; undefined: a large file of a model, of which the pack holds the hash only. */
export function contentOf(path: string, text: string): string | Uint8Array | undefined {
  if (!isModelPath(path)) return text
  const file = decodeModelFile(text)
  return file?.kind === 'here' ? file.bytes : undefined
}
