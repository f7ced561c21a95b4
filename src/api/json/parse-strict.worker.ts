import { parentPort } from 'node:worker_threads'
import { parseStrict } from './parse-strict.ts'

// The pieces of a body come in, its value or its problem goes out.
parentPort?.on('message', (pieces: readonly Uint8Array[]) => {
  parentPort?.postMessage(parseStrict(Buffer.concat(pieces)))
})
