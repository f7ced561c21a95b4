import { parentPort } from 'node:worker_threads'
import { answerIndex } from './answer-index.ts'
import type { IndexQuestion } from './index-messages.ts'

parentPort!.on('message', (question: IndexQuestion) => {
  const answer = answerIndex(question)
  parentPort!.postMessage(answer, answer.kind === 'found' ? [answer.counts.buffer, answer.pairs.buffer] : [])
})
