import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { proveLearner } from '../checks/prove-learner.ts'
import type { CheckResult } from '../registry/check-result.ts'
import { IN_THIS_THREAD } from '../train/onnx-host.ts'
import { judgeModel } from './judge-model.ts'
import type { FromLearn, LearnAsked } from './learn-messages.ts'
import { learnSearched } from './learn-searched.ts'

// The thread that learns and judges. It knows neither database nor network: rows and files come in, a model goes out.

// On Linux this is the priority of the calling thread: whoever waits for a verdict comes first.
if (process.platform === 'linux') setPriority(10)

const port = parentPort!
const host = { stopwatch: () => performance.now(), ...IN_THIS_THREAD }
const say = (message: FromLearn) => port.postMessage(message)

/** It hangs on the build alone. */
let proved: Promise<readonly CheckResult[]> | undefined
const provedOnce = () => {
  proved ??= proveLearner(host)
  return proved
}

port.on('message', async (asked: LearnAsked) => {
  try {
    const answer =
      asked.kind === 'learn'
        ? await learnSearched(host, asked.input, (told) => say({ kind: 'told', told }))
        : await judgeModel(host, asked.input, provedOnce, (share, doing) =>
            say({ kind: 'told', told: { kind: 'judging', share, doing } }),
          )
    say({ kind: 'done', answer })
  } catch (fault) {
    say({ kind: 'failed', fault: fault instanceof Error ? fault : new Error(String(fault)) })
  }
})
