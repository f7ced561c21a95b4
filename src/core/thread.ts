import { type TransferListItem, Worker } from 'node:worker_threads'

/** A thread of its own that answers each message with one. */
export interface Thread<Question, Answer> {
  /** Answers come in the order of the questions. Rejects when the thread fails; the next question starts another. */
  ask(question: Question, transfer?: readonly TransferListItem[]): Promise<Answer>
  /** Ends the thread and frees its memory, once it has answered what it was asked. */
  end(): Promise<void>
}

/**
 * Makes a thread of a built worker module. It starts with the first question and stays, keeping no process alive: the
 * second time its code is warm.
 */
export function thread<Question, Answer>(worker: URL, what: string): Thread<Question, Answer> {
  let running: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  function askNow(question: Question, transfer: readonly TransferListItem[]): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const current = running ?? new Worker(worker)
      running = current
      current.ref()
      const done = (): void => {
        current.off('message', answer).off('error', fail).off('exit', end)
        current.unref()
      }
      const answer = (message: Answer): void => {
        done()
        resolve(message)
      }
      const fail = (fault: Error): void => {
        done()
        running = undefined
        reject(fault)
      }
      const end = (code: number): void => fail(new Error(`the thread that ${what} ended with code ${code}`))
      current.on('message', answer).on('error', fail).on('exit', end)
      current.postMessage(question, transfer)
    })
  }

  return {
    ask(question, transfer = []) {
      const mine = last.then(() => askNow(question, transfer))
      last = mine.catch(() => {})
      return mine
    },
    end() {
      const ended = last.then(async () => {
        const current = running
        running = undefined
        await current?.terminate()
      })
      last = ended.catch(() => {})
      return ended
    },
  }
}
