import { Fault } from '../finding.ts'
import type { Budget } from './budget.ts'

const HEAD = /^data:[\w.+/-]{0,100}(?:;[\w-]{1,40}=[\w-]{1,40}){0,4};base64,/

/**
 * The bytes of a base64 `data:` URI. Any other URI is refused and never followed: files of the server and addresses of
 * its network are not the item's. Throws Fault.
 */
export function readDataUri(uri: unknown, budget: Budget, at: string): Uint8Array {
  if (typeof uri !== 'string' || !/^data:/i.test(uri.slice(0, 5))) {
    throw new Fault('external-uri', at, 'This names something outside the file; it was not fetched.')
  }
  const head = HEAD.exec(uri.slice(0, 400))?.[0]
  if (head === undefined) throw new Fault('bad-data-uri', at, 'This data: URI is not base64.')
  budget.take(Math.ceil(((uri.length - head.length) * 3) / 4), at)
  const text = uri.slice(head.length)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new Fault('bad-data-uri', at, 'This is not base64.')
  return Buffer.from(text, 'base64')
}
