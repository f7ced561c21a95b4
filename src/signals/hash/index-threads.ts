import { availableParallelism } from 'node:os'
import { thread } from '../../core/thread.ts'
import type { HashMatch } from './hash-index.ts'
import type { SharedSegment } from './hash-segment.ts'
import type {
  IndexAnswer,
  IndexQuestion,
  MergeQuestion,
  SaveQuestion,
  SearchQuestion,
} from './index-messages.ts'
import { HASH_BYTES } from './segment-layout.ts'

/** Threads that search in indexes and build their tables, for all indexes of a process. */
export interface IndexThreads {
  /** Lanes that a segment must have: one for each thread that searches, and lane 0 for whoever asks without one. */
  readonly lanes: number
  /** Searches for many hashes (32 bytes each) at once; the answers are in their order. */
  search(asked: Omit<SearchQuestion, 'kind' | 'lane'>): Promise<HashMatch[][]>
  /** Builds one segment of several. */
  merge(asked: Omit<MergeQuestion, 'kind'>): Promise<SharedSegment>
  /** Writes a segment into a file, with its tables. */
  save(asked: Omit<SaveQuestion, 'kind'>): Promise<void>
  /** Reads one; undefined where there is none, or it is damaged. */
  load(path: string): Promise<SharedSegment | undefined>
  /** Ends the threads, so that they hold no segment that is not used any more; the next question starts new ones. */
  release(): Promise<void>
}

export interface IndexThreadsOptions {
  /** The built `hash-index.worker`. */
  readonly worker: URL
  /** How many search at once. Default: one less than the machine has cores, 1 to 8. */
  readonly threads?: number
}

/** Makes them; each starts with the first question that it is asked. */
export function indexThreads({
  worker,
  threads = Math.min(8, Math.max(1, availableParallelism() - 1)),
}: IndexThreadsOptions): IndexThreads {
  const searchers = Array.from({ length: threads }, () =>
    thread<IndexQuestion, IndexAnswer>(worker, 'searches for hashes'),
  )
  const builder = thread<IndexQuestion, IndexAnswer>(worker, 'builds tables of hashes')
  /** Ends the thread afterwards: its own view of the segments would hold them in memory. */
  async function build<Kind extends IndexAnswer['kind']>(
    question: IndexQuestion,
    kind: Kind,
  ): Promise<Extract<IndexAnswer, { kind: Kind }>> {
    try {
      const answer = await builder.ask(question)
      return answer.kind === kind ? (answer as Extract<IndexAnswer, { kind: Kind }>) : wrongAnswer()
    } finally {
      await builder.end()
    }
  }

  return {
    lanes: threads + 1,
    async search({ hashes, ...asked }) {
      const count = hashes.length / HASH_BYTES
      const each = Math.ceil(count / threads)
      const parts = searchers.slice(0, Math.ceil(count / Math.max(1, each))).map(async (searcher, at) => {
        const own = hashes.slice(at * each * HASH_BYTES, (at + 1) * each * HASH_BYTES)
        const question: IndexQuestion = { kind: 'search', ...asked, hashes: own, lane: at + 1 }
        const answer = await searcher.ask(question, [own.buffer])
        return answer.kind === 'found' ? unpack(answer) : wrongAnswer()
      })
      return (await Promise.all(parts)).flat()
    },
    merge: async (asked) => (await build({ kind: 'merge', ...asked }, 'merged')).segment,
    save: async (asked) => void (await build({ kind: 'save', ...asked }, 'saved')),
    load: async (path) => (await build({ kind: 'load', path, lanes: threads + 1 }, 'loaded')).segment,
    async release() {
      await Promise.all(searchers.map((searcher) => searcher.end()))
    },
  }
}

function unpack({ counts, pairs }: Extract<IndexAnswer, { kind: 'found' }>): HashMatch[][] {
  let at = 0
  return Array.from(counts, (count) =>
    Array.from({ length: count }, () => ({ id: pairs[at++]!, distance: pairs[at++]! })),
  )
}

function wrongAnswer(): never {
  throw new Error('the thread of an index of hashes gave another answer: build again')
}
