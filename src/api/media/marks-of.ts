import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch } from '../../signals/media/media-host.ts'
import type { PictureMark } from '../contract/media.ts'

const WHOLE = [0, 0, 1, 1] as const

/** What is to be outlined in a picture of a file: what was read, what is bare, what is known, and what is wrong with it. */
export function marksOf(facts: MediaFacts, matches: readonly BankMatch[], name: string): PictureMark[] {
  const texts = facts.pictures.find((picture) => picture.name === name)?.texts ?? []
  const exposure = Object.values(facts.item?.exposure ?? {}).flat()
  return [
    ...texts.map(({ box, by }): PictureMark => {
      const [why, says] = by === 'code' ? (['code', 'a code'] as const) : (['text', 'writing'] as const)
      return { box: [...box], why, says }
    }),
    ...exposure
      .filter(({ view, bare, most }) => view === name && bare > most)
      .map(
        ({ box, region, bare, most }): PictureMark => ({
          ...{ box: [...box], why: 'exposure' },
          says: `${region}: ${percent(bare)} bare, at most ${percent(most)}`,
        }),
      ),
    ...matches
      .filter(({ picture }) => picture === name)
      .map(({ bank }): PictureMark => ({ box: [...WHOLE], why: 'bank', says: `known, in ${bank}` })),
    ...[...new Set(findingsAbout(facts, name))].map(
      (code): PictureMark => ({ box: [...WHOLE], why: 'finding', says: code }),
    ),
  ]
}

/** Codes of the findings at the mesh or texture that a picture shows. */
function findingsAbout({ findings, item }: MediaFacts, name: string): string[] {
  const [kind, number] = name.split('.')
  if (kind !== 'mesh' && kind !== 'texture') return []
  const place = new RegExp(`^/${kind === 'mesh' ? 'meshes' : '(?:textures|images)'}/${number}(?:/|$)`)
  return [...findings, ...Object.values(item?.decisions ?? {}).flatMap((one) => one.findings)]
    .filter(({ severity, at }) => severity !== 'note' && place.test(at))
    .map(({ code }) => code)
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
