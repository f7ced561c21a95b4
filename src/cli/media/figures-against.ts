import type { JudgedFile } from './judged-file.ts'

/** A figure of an item beside the most that its slot allows. */
export interface FigureAgainst {
  readonly name: string
  readonly value: number
  readonly most: number | undefined
}

/** The figures of an item in the order of a report; none for what is no item. */
export function figuresAgainst({ facts, profile }: JudgedFile): FigureAgainst[] {
  const figures = profile && facts.item?.decisions[profile.id]?.figures
  if (figures === undefined) return []
  return [
    { name: 'triangles', value: figures.triangles, most: profile!.triangles },
    { name: 'meshes', value: figures.meshes, most: profile!.singleMesh === true ? 1 : undefined },
    { name: 'materials', value: figures.materials, most: profile!.materials },
    { name: 'textures', value: figures.textures, most: undefined },
    { name: 'bones', value: figures.bones, most: profile!.bones },
    { name: 'animations', value: figures.animations, most: undefined },
  ]
}
