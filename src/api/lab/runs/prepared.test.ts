import { expect, test } from 'vitest'
import { LabRunId } from '../../../core/ids.ts'
import { preparing } from './prepared.ts'
import type { StepContext } from './steps.ts'

function contextOf(id: string): StepContext {
  return {
    run: { id: LabRunId.parse(`run-${id.repeat(32)}`), asked: {}, dataset: `ds-${id}` },
    progress: () => {},
  } as unknown as StepContext
}

test('what is made for a run is not thrown away when that of the run before fails late', async () => {
  const fail: ((fault: Error) => void)[] = []
  const facts = () => new Promise<never>((_, reject) => fail.push(reject))
  const prepare = preparing({ labData: { facts } } as unknown as Parameters<typeof preparing>[0], () => 0)
  const [first, second] = [contextOf('1'), contextOf('2')]
  const cancelled = prepare(first)
  const made = prepare(second)
  fail[0]!(new Error('cancelled'))
  await expect(cancelled).rejects.toThrow('cancelled')
  expect(prepare(second)).toBe(made)
  fail[1]!(new Error('gone'))
  await expect(made).rejects.toThrow('gone')
  expect(prepare(second), 'what failed itself is tried anew').not.toBe(made)
})
