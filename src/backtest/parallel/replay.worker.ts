import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadStart, ToThread } from './messages.ts'
import { workInThread } from './work-in-thread.ts'

const port = parentPort
if (port === null) throw new Error('this is the code of a thread')
const work = workInThread(workerData as ThreadStart, (message) => port.postMessage(message))
port.on('message', (message: ToThread) => work(message))
