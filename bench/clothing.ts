import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Photographs of clothing with their classes, in folders train, validation and test: alexeygrigorev/clothing-dataset-small, CC0. */
export const CLOTHING = process.env.HAECHI_CLOTHING_DATA ?? '/work/shared/data/clothing'

export function clothingIsThere(): boolean {
  return existsSync(join(CLOTHING, 'train'))
}

/** Paths of all photographs, in order. */
export function clothingFiles(): string[] {
  return ['train', 'validation', 'test'].flatMap((split) =>
    readdirSync(join(CLOTHING, split))
      .sort()
      .flatMap((label) =>
        readdirSync(join(CLOTHING, split, label))
          .sort()
          .map((file) => join(CLOTHING, split, label, file)),
      ),
  )
}
