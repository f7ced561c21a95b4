import type { Diagnostic, Place } from '../core/diagnostic.ts'
import type { SlotProfile } from '../signals/model3d/slot-profile.ts'
import { Declared } from './names.ts'
import { ProfileFile } from './profile-schemas.ts'
import { Name, shareOf } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export interface PlacedProfile {
  readonly profile: SlotProfile
  readonly place: Place
}

/** Profiles, and every id that was named, so that a broken one is not reported as unknown, too. */
export interface NamedProfiles {
  readonly profiles: Declared<PlacedProfile>
  readonly named: ReadonlySet<string>
}

/** Reads profiles.yaml: what each slot of a world asks of items. */
export function checkProfiles(file: YamlFile | undefined, diagnostics: Diagnostic[]): NamedProfiles {
  const profiles = new Declared<PlacedProfile>('slot profile', diagnostics)
  const named = new Set<string>()
  if (file?.value === undefined || file.value === null) return { profiles, named }
  if (typeof file.value !== 'object' || Array.isArray(file.value)) {
    const message = 'a file of slot profiles is a map by name'
    const wayOut = 'write "NAME: { world: …, slot: …, triangles: 4000 }"'
    diagnostics.push({ severity: 'error', code: 'wrong-type', message, place: file.place([]), wayOut })
    return { profiles, named }
  }
  for (const [id, raw] of Object.entries(file.value as object)) {
    named.add(id)
    const name = Name.safeParse(id)
    if (!name.success)
      diagnostics.push({
        ...{ severity: 'error', code: 'bad-name', message: `"${id.slice(0, 60)}" is no valid name` },
        ...{ place: file.keyPlace([id]), wayOut: name.error.issues[0]!.message },
      })
    const spec = validate(ProfileFile, file, [id], raw, diagnostics)
    if (spec === undefined || !name.success) continue
    profiles.add(id, { place: file.keyPlace([id]), profile: profileOf(id, spec) })
  }
  return { profiles, named }
}

/** Keys of the file are words of the pack; those of a profile are words of the program. */
function profileOf(id: string, spec: ProfileFile): SlotProfile {
  const { world, slot, source, mask, ...limits } = spec
  const renamed = Object.entries(limits).map(([key, value]) => [
    key.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
    value,
  ])
  return {
    ...{ id, world, slot, source: source ?? '' },
    ...(Object.fromEntries(renamed) as Partial<SlotProfile>),
    ...(mask && {
      mask: Object.fromEntries(Object.entries(mask).map(([region, most]) => [region, shareOf(most)])),
    }),
  }
}
