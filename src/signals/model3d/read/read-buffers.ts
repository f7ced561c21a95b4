import { Fault, type Finding } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import type { Budget } from './budget.ts'
import { COMPRESSIONS } from './compressions.ts'
import { type Json, objectOf, objectsOf, wholeOf } from './fields.ts'
import { readDataUri } from './read-data-uri.ts'
import type { Container } from './split-container.ts'

/** A buffer of the file: its bytes; undefined when it only stands in for what is compressed, or cannot be had. */
export type BufferBytes = Uint8Array | undefined

/** The buffers of a file, all of them within it. */
export function readBuffers(root: Json, file: Container, budget: Budget, found: FindingList): BufferBytes[] {
  return objectsOf(root, 'buffers', '').map((value, index) => {
    const at = `/buffers/${index}`
    return found.attempt(() => {
      const buffer = objectOf(value)
      const length = wholeOf(buffer.byteLength, undefined, `${at}/byteLength`)
      const bytes = bytesOf(buffer, index, file, budget, at)
      if (bytes === undefined) return undefined
      if (bytes.length < length) {
        throw new Fault('buffer-overrun', at, `The buffer tells ${length} bytes, ${bytes.length} are there.`)
      }
      // A BIN chunk is padded to four bytes.
      const over = bytes.length - length
      if (over > 3) found.add(hidden(over, at))
      return bytes.subarray(0, length)
    })
  })
}

function bytesOf(buffer: Json, index: number, file: Container, budget: Budget, at: string): BufferBytes {
  if (buffer.uri !== undefined) return readDataUri(buffer.uri, budget, `${at}/uri`)
  if (index === 0 && file.bin !== undefined) return file.bin
  const extensions = objectOf(buffer.extensions)
  if (COMPRESSIONS.some((name) => objectOf(extensions[name]).fallback === true)) return undefined
  throw new Fault('missing-buffer', at, 'The buffer has no bytes in the file.')
}

function hidden(bytes: number, at: string): Finding {
  const says = `${bytes} bytes stand behind the end that the buffer tells.`
  return { code: 'hidden-bytes', severity: 'warning', at, says }
}
