import { expect, test } from 'vitest'
import { enforcementPresets } from './enforcement-presets.ts'

test('each enforcement falls on whom it is meant for, and what fits nobody is not offered', () => {
  const allowed = [{ on: 'account' }, { on: 'item' }, { on: 'device' }, { on: null }]
  const job = { actor: 'account:u1', target: 'item:i1', session: 'room:r1', entity: null }
  expect(enforcementPresets(job, allowed).map(({ on, target }) => [on, target])).toEqual([
    ['actor', 'account:u1'],
    ['target', 'item:i1'],
    ['actor', 'account:u1'],
  ])
  expect(enforcementPresets({ ...job, actor: null }, [{ on: 'account' }])).toEqual([])
})
