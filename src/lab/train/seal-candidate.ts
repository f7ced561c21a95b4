import type { Candidate, FileRef, Manifest } from './candidate.ts'
import { modelIdOf, sha256 } from './model-id.ts'

/** Makes a candidate of all that it is: files by name, and those that lie elsewhere by reference. */
export function sealCandidate(
  parts: Omit<Manifest, 'form' | 'files' | 'calibrator'>,
  files: Readonly<Record<string, Uint8Array>>,
  elsewhere: readonly FileRef[],
  calibration: Uint8Array,
): Candidate {
  const own = Object.entries(files).map(
    ([name, bytes]): FileRef => ({ name, sha256: sha256(bytes), size: bytes.length }),
  )
  const refs = [...own, ...elsewhere].sort((a, b) => (a.name < b.name ? -1 : 1))
  const manifest: Manifest = { form: 1, ...parts, calibrator: sha256(calibration), files: refs }
  return { id: modelIdOf(manifest), manifest, files: new Map(Object.entries(files)) }
}
