import type { Catalog, HistoryFile } from './catalog.ts'
import type { Shape } from './shape.ts'

export type NewFile = Omit<HistoryFile, 'shape'> & { readonly shape: Shape }

/** The catalog with files added; lists of columns that are the same are kept once. */
export function addFiles(catalog: Catalog, files: readonly NewFile[]): Catalog {
  const shapes = [...catalog.shapes]
  const known = new Map(shapes.map((shape, i) => [JSON.stringify(shape), i]))
  const added = files.map((file) => {
    const key = JSON.stringify(file.shape)
    let index = known.get(key)
    if (index === undefined) {
      index = shapes.push({ ...file.shape }) - 1
      known.set(key, index)
    }
    return { ...file, shape: index }
  })
  return { ...catalog, shapes, files: [...catalog.files, ...added] }
}
