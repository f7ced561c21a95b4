import { z } from 'zod'
import type { SeenPicture } from '../../core/decision.ts'
import type { ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { Finding } from '../model3d/finding.ts'
import type { SignalKind } from '../signal-kind.ts'
import { factsSignal, notWhole } from './facts-signal.ts'
import type { MediaFacts } from './media-facts.ts'

const ItemOptions = z.strictObject({
  /** Id of a slot profile in profiles.yaml. */
  profile: z.string(),
})

const INT: ValueType = { kind: 'int' }
const TEXTS: ValueType = { kind: 'list', of: { kind: 'string' } }

const TYPE: ValueType = {
  kind: 'object',
  name: 'ItemCheck',
  fields: {
    /** Findings by how grave they are. */
    errors: INT,
    warnings: INT,
    /** Codes of all findings, each once, the gravest first. */
    codes: TEXTS,
    triangles: INT,
    meshes: INT,
    materials: INT,
    textures: INT,
    bones: INT,
    animations: INT,
    /** Body regions that are barer than the slot lets them be. */
    exposed: TEXTS,
    /** By region, how much of it is bare, 0 to 1. */
    bare: { kind: 'map', of: { kind: 'double' } },
  },
}

const RANK = { error: 0, warning: 1, note: 2 } as const

/** `item`: what is wrong with a 3D item's file, held against a slot of a world, and what it leaves bare. */
export const itemCheck: SignalKind = {
  kind: 'item',
  options: ItemOptions,
  cost: 'dear',
  type: TYPE,
  reads: 'media',
  profiles: (options) => [ItemOptions.parse(options).profile],
  build({ name, of, options, media }) {
    const { profile } = ItemOptions.parse(options)
    const version = hashOf({ kind: 'item', form: 1, of, profile })
    return factsSignal({ name, of, version, type: TYPE }, media, (facts) => {
      const decision = facts.item?.decisions[profile]
      const findings = allFindings(facts, decision?.findings ?? [])
      const errors = findings.filter(({ severity }) => severity === 'error').length
      const exposure = facts.item?.exposure[profile] ?? []
      const exposed = exposure.filter(({ bare, most }) => bare > most)
      // That something is wrong with it is known whatever was not seen; that nothing is, or no more than a warning, is not.
      if ((decision === undefined || !facts.whole) && errors === 0 && exposed.length === 0)
        throw notWhole(name)
      const { triangles, meshes, materials, textures, bones, animations } = decision?.figures ?? NO_FIGURES
      return {
        value: {
          errors,
          warnings: findings.filter(({ severity }) => severity === 'warning').length,
          codes: [...new Set(findings.map(({ code }) => code))],
          ...{ triangles, meshes, materials, textures, bones, animations },
          exposed: exposed.map(({ region }) => region),
          bare: Object.fromEntries(exposure.map(({ region, bare }) => [region, bare])),
        },
        seen: [
          ...exposed.map(
            ({ view, box, region }): SeenPicture => ({ picture: view, box: [...box], says: region }),
          ),
          ...findings.flatMap((finding) => pictureOf(finding, facts)),
        ],
      }
    })
  },
}

const NO_FIGURES = { triangles: 0, meshes: 0, materials: 0, textures: 0, bones: 0, animations: 0 }

/** Of the file and of the item, each once, the gravest first. */
function allFindings({ findings }: MediaFacts, own: readonly Finding[]): Finding[] {
  const all = new Map<string, Finding>()
  for (const finding of [...own, ...findings]) all.set(`${finding.code} ${finding.at}`, finding)
  return [...all.values()].sort((a, b) => RANK[a.severity] - RANK[b.severity])
}

/** The picture that shows the mesh or texture that a finding is about. */
function pictureOf({ at, code, severity }: Finding, { pictures }: MediaFacts): SeenPicture[] {
  if (severity === 'note') return []
  const mesh = /^\/meshes\/(\d+)/.exec(at)?.[1]
  const texture = /^\/images\/(\d+)/.exec(at)?.[1]
  const name =
    mesh !== undefined ? `mesh.${mesh}.front` : texture !== undefined ? `texture.${texture}` : undefined
  return pictures.some((one) => one.name === name) ? [{ picture: name!, says: code }] : []
}
