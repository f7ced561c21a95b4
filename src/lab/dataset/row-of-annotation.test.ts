import { expect, test } from 'vitest'
import type { Event } from '../../core/event.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId } from '../../core/ids.ts'
import { pictureText } from './pictures.fixture.ts'
import type { SettledAnnotation } from './ports.ts'
import { rowOfAnnotation } from './row-of-annotation.ts'

const event = { type: 'post.create', data: {} } as unknown as Event
const read = { text: pictureText(1, 0), accountAgeMs: undefined }
const said = (more: Partial<SettledAnnotation>): SettledAnnotation => ({
  ...{ id: 'ann-1' as AnnotationId, decision: `d-${'0'.repeat(32)}` as DecisionId, world: 'plaza' },
  ...{ language: undefined, policy: '', policies: [], choice: 'fine', reviewer: 'usr-1', blind: true },
  ...{ probability: 1, sample: undefined, atMs: 0, ...more },
})
const labels = (content: 'image' | 'text', more: Partial<SettledAnnotation>) =>
  rowOfAnnotation({ policies: [], content }, said(more), event, read)?.labels

test('of a picture every row has a class; of a text only what it breaks', () => {
  expect(labels('image', { choice: 'fine' })).toEqual(['fine'])
  expect(labels('text', { choice: 'fine' })).toEqual([])
  const hat = { choice: 'violates' as const, policies: ['looks.hat@2'] }
  expect([labels('image', hat), labels('text', hat)]).toEqual([['looks.hat'], ['looks.hat']])
  // Nobody said which policy: it is no fine picture all the same.
  expect(labels('image', { choice: 'violates' })).toEqual(['violating'])
  expect(labels('text', { choice: 'violates' })).toEqual([])
})

test('a judgement of another policy makes no row', () => {
  const about = { policy: 'spam.ads@1', choice: 'fine' as const }
  expect(rowOfAnnotation({ policies: ['looks'], content: 'image' }, said(about), event, read)).toBeUndefined()
})
