import { parentPort } from 'node:worker_threads'
import { decideFile } from './decide-file.ts'
import type { ItemAnswer, ItemQuestion } from './item-question.ts'
import { openDecoders } from './open-decoders.ts'

// Files made to break their reader are read here, where nothing but this thread can die of them.
const decoders = openDecoders()

async function answer({ bytes, profile, limits }: ItemQuestion): Promise<ItemAnswer> {
  const parts = { clock: () => performance.now(), decoders: await decoders, limits }
  return { kind: 'decided', decision: await decideFile(bytes, profile, parts) }
}

parentPort?.on('message', (question: ItemQuestion) => {
  answer(question).then(
    (message) => parentPort?.postMessage(message),
    (fault: unknown) => {
      const name = fault instanceof Error ? fault.name : 'unknown'
      parentPort?.postMessage({ kind: 'failed', fault: name } satisfies ItemAnswer)
    },
  )
})
