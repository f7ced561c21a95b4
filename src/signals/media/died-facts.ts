import { fileDigests } from '../hash/file-digests.ts'
import type { MediaFacts } from './media-facts.ts'
import { mediaKind } from './media-kind.ts'

/** What is known of a file that nobody could look at: its digests, by which it may still be a known one. */
export function diedFacts(
  bytes: Uint8Array,
  version: string,
  code: 'reader-died' | 'reader-too-slow',
  says: string,
): MediaFacts {
  return {
    version,
    kind: mediaKind(bytes),
    format: undefined,
    bytes: bytes.length,
    digests: fileDigests(bytes),
    findings: [{ code, severity: 'warning', at: 'file', says }],
    pictures: [],
    item: undefined,
    whole: false,
  }
}
