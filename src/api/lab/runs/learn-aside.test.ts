import { expect, test } from 'vitest'
import { learnAside } from './learn-aside.ts'

const thread = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`)
const ask = (source: string, signal: AbortSignal, silentMs = 300) =>
  learnAside(thread(source), { silentMs }).ask({ kind: 'learn' } as never, signal, () => {})
const PORT = "import { parentPort } from 'node:worker_threads';"

test('a thread that says nothing more is given up, with the way out; one that is at work is not', async () => {
  const never = new AbortController().signal
  await expect(ask(`${PORT} parentPort.on('message', () => { for (;;); })`, never)).rejects.toThrow(
    /said nothing .* give another one/,
  )
  const slow = `${PORT} parentPort.on('message', () => {
    let left = 8
    const timer = setInterval(() => {
      parentPort.postMessage(left-- > 0 ? { kind: 'told', told: {} } : { kind: 'done', answer: 'learnt' })
      if (left < 0) clearInterval(timer)
    }, 700)
  })`
  // It takes longer than it may be silent, which is long enough for a busy machine.
  expect(await ask(slow, never, 5000)).toBe('learnt')
})

test('who aborts does not wait for a thread that is lost in a loop', async () => {
  const off = new AbortController()
  const asked = ask(`${PORT} parentPort.on('message', () => { for (;;); })`, off.signal)
  off.abort(new Error('cancelled'))
  await expect(asked).rejects.toThrow('cancelled')
})
