import { createHash } from 'node:crypto'

/** Sixteen hexadecimal digits that change with any part of a plain value: the version of a signal. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 16)
}
