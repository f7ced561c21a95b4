import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { Manifest, ModelId } from './candidate.ts'

/** The id of a model: a hash of everything that it is. */
export function modelIdOf(manifest: Manifest): ModelId {
  return `mdl-${sha256(canonicalJson(manifest)).slice(0, 32)}`
}

/** SHA-256 as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
