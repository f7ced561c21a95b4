import { parentPort } from 'node:worker_threads'
import { compileBanks } from './compile-banks.ts'
import type { TermBank } from './term-bank.ts'

// A thread for one job: banks come in, their tables go out, and it ends.
parentPort?.once('message', (banks: readonly TermBank[]) => {
  parentPort?.postMessage(compileBanks(banks).tables)
})
