import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { IN_THIS_THREAD } from '../train/onnx-host.ts'
import { judgeModel } from './judge-model.ts'
import { learn } from './learn.ts'
import type { FromLearn, LearnAsked } from './learn-messages.ts'

// The thread that learns and judges. It knows neither database nor network: rows and files come in, a model goes out.

// On Linux this is the priority of the calling thread: whoever waits for a verdict comes first.
if (process.platform === 'linux') setPriority(10)

const port = parentPort!
const host = { stopwatch: () => performance.now(), ...IN_THIS_THREAD }
const say = (message: FromLearn) => port.postMessage(message)

port.on('message', async (asked: LearnAsked) => {
  try {
    const answer =
      asked.kind === 'learn'
        ? await learn(host, asked.input, (told) => say({ kind: 'told', told }))
        : await judgeModel(host, asked.input, (share, doing) =>
            say({ kind: 'told', told: { kind: 'judging', share, doing } }),
          )
    say({ kind: 'done', answer })
  } catch (fault) {
    say({ kind: 'failed', fault: fault instanceof Error ? fault : new Error(String(fault)) })
  }
})
