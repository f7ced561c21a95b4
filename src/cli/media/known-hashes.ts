import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { bitsApart, hashBytes } from '../../signals/media/copies/hash-bytes.ts'
import { HASH_BANK_DEFAULTS } from '../../signals/media/hash-bank-spec.ts'
import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch } from '../../signals/media/media-host.ts'
import { CliFailure } from '../failure.ts'

/** Known hashes of one file: PDQ and digests. */
export interface KnownHashes {
  match(facts: MediaFacts): readonly BankMatch[]
}

/** So many are held against each picture one by one; more belong in a bank of the service. */
const MOST = 200_000

/**
 * Reads known hashes, one a line: `pdq HASH`, `md5 HASH`, `sha1 HASH`, `sha256 HASH`, or a line of `haechi hash`. Throws
 * CliFailure that names the line.
 */
export async function readKnown(cwd: string, file: string): Promise<KnownHashes> {
  let text: string
  try {
    text = await readFile(resolve(cwd, file), 'utf8')
  } catch {
    throw new CliFailure('usage', `The known hashes ${file} cannot be read: is the name right?`)
  }
  const pdq: Uint8Array[] = []
  const digests = new Set<string>()
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/)
    if (words[0] === '' || words[0]!.startsWith('#')) continue
    const [type, hash] = words.length > 1 && !/^[0-9a-fA-F]{64}$/.test(words[0]!) ? words : ['pdq', words[0]]
    const digits = { pdq: 64, md5: 32, sha1: 40, sha256: 64 }[type!]
    if (digits === undefined || hash?.length !== digits || !/^[0-9a-fA-F]+$/.test(hash))
      throw new CliFailure(
        'usage',
        `Line ${i + 1} of ${file} is no known hash; write \`pdq HASH\`, \`md5 HASH\`, \`sha1 HASH\` or \`sha256 HASH\` a line`,
      )
    if (type === 'pdq') pdq.push(hashBytes(hash))
    else digests.add(hash.toLowerCase())
    if (pdq.length > MOST)
      throw new CliFailure(
        'usage',
        `${file} has more than ${MOST} hashes; a bank of the service holds as many as you like`,
      )
  }
  const bank = basename(file)
  return {
    match(facts) {
      const { distance: most, quality } = HASH_BANK_DEFAULTS
      const { md5, sha1, sha256 } = facts.digests
      const found: BankMatch[] = [md5, sha1, sha256].some((digest) => digests.has(digest))
        ? [{ bank, member: 0, distance: 0, picture: undefined }]
        : []
      for (const { name, pdq: mine } of facts.pictures) {
        if (mine === undefined || mine.quality < quality) continue
        const forms = mine.turned.map(hashBytes)
        let nearest = { member: 0, distance: most + 1 }
        for (const [member, known] of pdq.entries())
          for (const form of forms) {
            const distance = bitsApart(form, 0, known, 0)
            if (distance < nearest.distance) nearest = { member: member + 1, distance }
          }
        if (nearest.distance <= most) found.push({ bank, ...nearest, picture: name })
      }
      return found.sort((a, b) => a.distance - b.distance)
    },
  }
}
