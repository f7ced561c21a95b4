import type { DatasetId } from '../dataset/dataset.ts'
import type { PlacedRow, Split } from '../dataset/row.ts'
import { Task } from '../task.ts'
import { chatLines } from '../text/chat.fixture.ts'
import { sha256 } from '../train/model-id.ts'
import type { LearnInput } from './learn-types.ts'

/** Made-up chat as an import would place it: `rude` and `trade` violate; a tenth of the labels are wrong when `isNoisy`. */
export function chatRows(count: number, isNoisy = false): PlacedRow[] {
  return chatLines(count).map(({ text, labels }, i) => {
    const split: Split = i % 20 < 12 ? 'train' : i % 20 < 15 ? 'tune' : 'certify'
    const hash = sha256(`${i} ${text}`)
    const wrong = isNoisy && Number.parseInt(hash.slice(0, 4), 16) % 10 === 0
    const own = wrong ? (labels[0] === 'kind' ? ['rude'] : ['kind']) : labels
    return {
      ...{ hash, text: `${text} ${i % 7}`, labels: own, violates: own[0] !== 'kind', split, cluster: i },
      ...{ account: undefined, world: `world-${i % 2}`, surface: undefined, language: undefined },
      ...{ accountAgeMs: undefined, atMs: undefined, source: `chat:${i + 1}`, decision: undefined },
      ...{ policyVersion: undefined, reviewer: undefined, blind: false, probability: undefined },
      design: undefined,
    }
  })
}

/** All that a model of made-up chat is made from. */
export function chatInput(count: number, more: Partial<LearnInput> = {}): LearnInput {
  return {
    task: Task.parse({ name: 'chat' }),
    dataset: { id: `ds-${'0'.repeat(32)}` as DatasetId, rows: chatRows(count) },
    categories: ['rude', 'trade'],
    learner: { kind: 'linear', settings: {} },
    ...{ seed: 1, code: 'c', lockfile: 'l', policyVersion: '', gates: 'g' },
    alpha: { act: 0.05, actForGood: 0.05 },
    ...{ incumbent: undefined, suites: [], checkpoint: undefined },
    ...more,
  }
}
