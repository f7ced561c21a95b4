/** How the pictures of a file are sorted for whoever looks through them. */
export type PictureGroup = 'found' | 'views' | 'textures' | 'meshes' | 'others'

/** What is needed of a picture to sort it. */
interface Sorted {
  readonly name: string
  readonly marks: readonly unknown[]
}

export const PICTURE_GROUPS: readonly PictureGroup[] = ['found', 'views', 'textures', 'meshes', 'others']

const GROUPS: Readonly<Record<string, PictureGroup>> = {
  picture: 'views',
  frame: 'views',
  view: 'views',
  worn: 'views',
  texture: 'textures',
  island: 'textures',
  mesh: 'meshes',
  morph: 'meshes',
  far: 'meshes',
}

/** Pictures by group; those in which something was found stand first, and in their own group as well. Empty groups are left out. */
export function groupPictures<P extends Sorted>(
  pictures: readonly P[],
): ReadonlyMap<PictureGroup, readonly P[]> {
  const groups = new Map<PictureGroup, P[]>(PICTURE_GROUPS.map((group) => [group, []]))
  for (const picture of pictures) {
    if (picture.marks.length > 0) groups.get('found')!.push(picture)
    groups.get(GROUPS[picture.name.split(/[._-]/)[0]!] ?? 'others')!.push(picture)
  }
  for (const [group, members] of groups) if (members.length === 0) groups.delete(group)
  return groups
}

const MEDIA_ID = /^sha256:[0-9a-f]{64}$/

/** The files that an event names, by feature. */
export function mediaOf(
  data: Readonly<Record<string, unknown>>,
): readonly (readonly [feature: string, id: string])[] {
  return Object.entries(data).flatMap(([feature, value]) =>
    typeof value === 'string' && MEDIA_ID.test(value) ? [[feature, value] as const] : [],
  )
}
