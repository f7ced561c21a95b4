import { expect, test } from 'vitest'
import type { MediaId } from '../../signals/media/media-host.ts'
import { forgetGone } from './forget-gone.ts'

const id = (n: number): MediaId => `sha256:${String(n).padStart(64, '0')}`

test('what was erased is forgotten, the rest stays; where nothing is held nobody is asked', async () => {
  const held = new Set([id(1), id(2)])
  const host = { held: () => [...held], forget: (one: MediaId) => void held.delete(one) }
  await forgetGone(host, { gone: async (asked) => asked.filter((one) => one === id(2)) })
  expect([...held]).toEqual([id(1)])
  held.clear()
  await forgetGone(host, { gone: () => Promise.reject(new Error('nobody should be asked')) })
})
