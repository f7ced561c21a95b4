import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { learn } from './learn.ts'
import type { FromLearn, ToLearn } from './learn-messages.ts'

// The thread that learns. It knows neither database nor network: rows and files come in, a model goes out.

// On Linux this is the priority of the calling thread: whoever waits for a verdict comes first.
if (process.platform === 'linux') setPriority(10)

const port = parentPort!
const say = (message: FromLearn) => port.postMessage(message)

port.on('message', async ({ input }: ToLearn) => {
  try {
    const host = { stopwatch: () => performance.now() }
    say({ kind: 'learnt', learnt: await learn(host, input, (told) => say({ kind: 'told', told })) })
  } catch (fault) {
    say({ kind: 'failed', fault: fault instanceof Error ? fault : new Error(String(fault)) })
  }
})
