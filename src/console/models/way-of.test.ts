import { describe, expect, test } from 'vitest'
import type { ModelEntry, ModelState } from '../../lab/registry/model.ts'
import { wayOf } from './way-of.ts'

type Said = Pick<ModelEntry, 'kind' | 'body'>
const move = (from: string, to: string, more: object = {}): Said => ({
  kind: 'move',
  body: { from, to, rests: [2], ...more },
})

/** Entries as the chain has them, numbered from 1. */
function chain(...said: readonly Said[]): ModelEntry[] {
  return said.map((one, i) => ({
    ...{ number: i + 1, model: 'mdl-0' as const, atMs: 1000 * (i + 1), by: 'system', hash: '' },
    ...one,
  }))
}
const MADE: readonly Said[] = [
  { kind: 'trained', body: {} },
  { kind: 'evaluation', body: {} },
  move('trained', 'evaluated'),
  { kind: 'gates', body: { results: [] } },
]
const stand = (state: ModelState, share: number, ...said: readonly Said[]) =>
  wayOf({ state, share }, chain(...MADE, ...said))
const words = ({ stops }: ReturnType<typeof wayOf>) =>
  stops.map(({ at, share, is }) => `${at}${share === undefined ? '' : ` ${share}`} ${is}`)

describe('the way of a model', () => {
  test('goes from training to where it stands', () => {
    const way = stand(
      'canary',
      0.05,
      move('evaluated', 'shadow'),
      move('shadow', 'canary', { share: 0.01 }),
      move('canary', 'canary', { share: 0.05 }),
    )
    expect(words(way)).toEqual([
      ...['trained passed', 'evaluated passed', 'gates passed', 'shadow passed', 'canary 0.01 passed'],
      ...['canary 0.05 here', 'canary 0.25 ahead', 'canary 0.5 ahead', 'live ahead'],
    ])
    expect(way.stops[5]).toMatchObject({ entry: 7, atMs: 7000, rests: [2] })
    expect(way.stops[6]!.entry).toBeUndefined()
    expect(way.end).toBeUndefined()
  })

  test('ends at the gates where it is refused', () => {
    const way = stand('refused', 0, move('evaluated', 'refused'))
    expect(way.stops.map(({ is }) => is).slice(1, 5)).toEqual(['passed', 'ended', 'ahead', 'ahead'])
    expect(way.end).toEqual({ state: 'refused', entry: 5, atMs: 5000, rests: [2], stop: 2 })
  })

  test('ends in shadow where it is revoked, and in live where it is rolled back', () => {
    expect(stand('revoked', 0, move('evaluated', 'shadow'), move('shadow', 'revoked')).end).toMatchObject({
      ...{ state: 'revoked', stop: 3, entry: 6 },
    })
    const live = [
      move('evaluated', 'shadow'),
      move('shadow', 'canary', { share: 0.01 }),
      move('canary', 'live', { share: 1 }),
    ]
    expect(stand('rolled-back', 0, ...live, move('live', 'rolled-back')).end).toMatchObject({ stop: 8 })
  })

  test('a model that is retired stays so when it is no longer the last good one', () => {
    const way = stand(
      'retired',
      0,
      move('evaluated', 'shadow'),
      move('live', 'retired', { isLastGood: true }),
      move('retired', 'retired', { isLastGood: false }),
    )
    expect(way.end).toMatchObject({ state: 'retired', entry: 6 })
  })

  test('one that was retired and made live again by a rollback is live', () => {
    const way = stand(
      'live',
      1,
      move('evaluated', 'shadow'),
      move('canary', 'live', { share: 1 }),
      move('live', 'retired'),
      move('retired', 'live', { because: 'mdl-1' }),
    )
    expect(way.end).toBeUndefined()
    expect(way.stops.at(-1)).toMatchObject({ is: 'here', entry: 8 })
  })
})
