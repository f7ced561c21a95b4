import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Cursors, mergeTimeline, type SourcePage } from './merge-timeline.ts'

test.each([
  ['newest first', true],
  ['in the order of its source, when times go another way', false],
])('read page by page, every item of every source comes once, %s', (_, inOrder) => {
  const times = fc.array(fc.nat(50), { maxLength: 30 })
  fc.assert(
    fc.property(
      fc.record({ a: times, b: times, c: times }),
      fc.integer({ min: 1, max: 9 }),
      (given, limit) => {
        const sources = Object.entries(given).map(
          ([name, list]) => [name, inOrder ? list.toSorted((x, y) => y - x) : list] as const,
        )
        const read = (
          name: string,
          list: readonly number[],
          before: string | undefined,
        ): SourcePage<string> => {
          const start = before === undefined ? 0 : Number(before) + 1
          const some = list.slice(start, start + limit)
          return {
            items: some.map((atMs, i) => ({
              atMs,
              cursor: String(start + i),
              item: `${atMs} ${name}${start + i}`,
            })),
            next: start + limit < list.length ? String(start + limit - 1) : undefined,
          }
        }
        const seen: string[] = []
        let cursors: Cursors | undefined = {}
        for (let rounds = 0; cursors !== undefined && rounds < 200; rounds++) {
          const pages = new Map<string, SourcePage<string>>()
          for (const [name, list] of sources)
            if (cursors[name] !== null) pages.set(name, read(name, list, cursors[name]))
          const merged: ReturnType<typeof mergeTimeline<string>> = mergeTimeline(pages, cursors, limit)
          seen.push(...merged.items)
          cursors = merged.next
        }
        const at = seen.map((item) => Number(item.split(' ')[0]))
        if (inOrder) expect(at).toEqual(at.toSorted((x, y) => y - x))
        for (const [name, list] of sources)
          expect(seen.filter((item) => item.includes(name))).toEqual(
            list.map((atMs, i) => `${atMs} ${name}${i}`),
          )
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.length).toBe(sources.reduce((sum, [, list]) => sum + list.length, 0))
      },
    ),
  )
})
