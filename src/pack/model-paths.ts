const WITHIN = /^models\/([a-z][A-Za-z0-9_]{0,63})\/([^/]{1,128})$/

/** Whether a path of a pack is that of a file of a model, whatever its name ends with. */
export function isModelPath(path: string): boolean {
  return WITHIN.test(path)
}

/** The model and the name of the file within its folder; undefined for any other path. */
export function partsOfModelPath(path: string): { model: string; file: string } | undefined {
  const found = WITHIN.exec(path)
  return found === null ? undefined : { model: found[1]!, file: found[2]! }
}
