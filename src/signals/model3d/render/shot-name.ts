import type { ShotOf } from './shot.ts'

/** The name of a picture in reports, records and URLs, unique in its item: `view.front`, `texture.0`, `mesh.2.left`. */
export function shotName(of: ShotOf): string {
  switch (of.kind) {
    case 'view':
      return of.morph === 'rest' ? `view.${of.view}` : `view.${of.view}.morphs`
    case 'worn':
      return `worn.${of.view}`
    case 'mesh':
      return of.sides === 'both' ? `mesh.${of.mesh}.${of.view}` : `mesh.${of.mesh}.${of.view}.inside`
    case 'far':
      return of.mesh === undefined
        ? `far.${of.group}.${of.view}`
        : `mesh.${of.mesh}.far.${of.group}.${of.view}`
    case 'morph':
      return `morph.${of.mesh}.${of.target}.${of.view}`
    case 'texture':
      return of.alpha === 'ignored' ? `texture.${of.texture}` : `texture.${of.texture}.alpha`
    case 'island':
      return `island.${of.texture}.${of.island}`
  }
}
