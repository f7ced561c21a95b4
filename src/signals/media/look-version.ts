import { hashOf } from '../hash-of.ts'
import type { LookAsked } from './look.ts'

/** Raised whenever the same bytes and the same question could give other facts. */
const LOOK_FORM = 3

/** The version of facts: changes with what is asked, with how files are looked at, and with what reads writing and videos. */
export function lookVersion(
  { profiles, models, reads }: LookAsked,
  readers: { readonly writing: string; readonly video: string },
): string {
  // A file is its SHA-256, wherever it lies.
  const asked = models.map(({ file: _file, runtime: _runtime, ...model }) => model)
  return hashOf({
    kind: 'look',
    form: LOOK_FORM,
    profiles,
    models: asked,
    reads: reads && readers.writing,
    video: readers.video,
  })
}
