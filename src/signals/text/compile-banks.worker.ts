import { parentPort } from 'node:worker_threads'
import { compileBanks } from './compile-banks.ts'
import type { TermBank } from './term-bank.ts'

// Banks come in, their tables go out.
parentPort?.on('message', (banks: readonly TermBank[]) => {
  parentPort?.postMessage(compileBanks(banks).tables)
})
