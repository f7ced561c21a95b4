import { hash } from 'node:crypto'

/**
 * The key of an answer: a hash of the model's version and the content, folded (NFKC, case, white space), of which
 * nothing else is kept.
 */
export function contentKey(version: string, content: string): string {
  const folded = content.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return hash('sha256', `${version}\n${folded}`, 'base64')
}
