import { parentPort } from 'node:worker_threads'
import type { OnnxAnswer, OnnxQuestion } from './onnx-messages.ts'
import { type OpenSession, openSession } from './open-session.ts'

// Serves one model: tokenizers and models take milliseconds, which no event should wait for on the main thread.
let session: OpenSession | undefined

async function answer(question: OnnxQuestion): Promise<OnnxAnswer> {
  if (question.kind === 'load') {
    session = await openSession(question)
    return { kind: 'loaded', runtime: session.runtime }
  }
  if (session === undefined) throw new Error('no model is loaded')
  return { kind: 'scored', logits: await session.score(question.texts) }
}

parentPort!.on('message', (question: OnnxQuestion) => {
  answer(question).then(
    (message) => parentPort!.postMessage(message),
    (fault: unknown) => {
      const message = fault instanceof Error ? fault.message : String(fault)
      parentPort!.postMessage({ kind: 'failed', message } satisfies OnnxAnswer)
    },
  )
})
